/** The one stylesheet of all pages, inline and byte-identical everywhere, so that one hash in the CSP allows it and nothing else. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadContent } from './load.ts'

const FILES = ['tokens', 'base', 'frame', 'document', 'pictures', 'forms', 'print']
const TARGET = 'worker/policies/sheet/generated.ts'

/** Drops comments and the spaces that mean nothing; brotli does the rest. */
export function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/([\w-]): (?=[^{}]*[;}])/g, '$1:')
    .replace(/;}/g, '}')
    .trim()
}

/** Printed links show the provider's host, which stands in the styles as ORIGIN. */
export function sheet(): string {
  const host = new URL(loadContent().provider.origin).host
  return FILES.map((name) => minify(readFileSync(`site/styles/${name}.css`, 'utf8')))
    .join('')
    .replaceAll('ORIGIN', host)
}

/** A CSP source expression that allows exactly this text. */
export function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Written for the Worker, which sets the same headers on its own answers. */
export function writeSheetHash(): void {
  mkdirSync('worker/policies/sheet', { recursive: true })
  writeFileSync(
    TARGET,
    `/** Made by site/build/sheet.ts: the hash of the one inline stylesheet. */\nexport const SHEET_HASH = ${JSON.stringify(sourceHash(sheet()))}\n`,
  )
}

if (process.argv[1]?.endsWith('site/build/sheet.ts')) writeSheetHash()
