/**
 * Shows published Markdown as a page: the very bytes that the digest covers, in the few forms those bytes use.
 * Nothing in them is ever taken as HTML, so a text cannot bring anything but text.
 */
import type { ComponentChildren } from 'preact'
import { type Block, blocksOf } from './blocks.ts'
import { Inline } from './inline.tsx'

/** Headings of the text stand below those of the page. */
const Heading = ({ level, children }: { level: number; children: ComponentChildren }) =>
  level <= 2 ? <h3>{children}</h3> : <h4>{children}</h4>

function Table({ rows }: { rows: readonly (readonly string[])[] }) {
  const [head = [], ...body] = rows
  return (
    <div class="wide">
      <table class="stack">
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                <Inline text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-label={head[column]}>
                  <Inline text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Shown({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Heading level={block.level}>
          <Inline text={block.text} />
        </Heading>
      )
    case 'paragraph':
      return (
        <p>
          <Inline text={block.text} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Inline text={item} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return <Table rows={block.rows} />
    case 'quote':
      return (
        <blockquote>
          <Inline text={block.text} />
        </blockquote>
      )
    case 'rule':
      return <hr />
  }
}

export const Markdown = ({ text }: { text: string }) => (
  <>
    {blocksOf(text).map((block, index) => (
      <Shown key={index} block={block} />
    ))}
  </>
)
