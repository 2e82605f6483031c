import { describe, expect, test } from 'vitest'
import { html } from '../../worker/shared/html.ts'

describe('markup from data', () => {
  test.each([
    ['<b>', '&#60;b&#62;'],
    ['"x"', '&#34;x&#34;'],
    ["it's", 'it&#39;s'],
    ['a & b', 'a &#38; b'],
  ])('the text %s stays text', (text, written) => {
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(`<p title="${written}">${written}</p>`)
  })

  test('markup stays markup, lists are joined, nothing leaves nothing', () => {
    const items = ['a', '<'].map((item) => html`<li>${item}</li>`)
    expect(html`<ul>${items}${undefined}${false}${0}</ul>`.markup).toBe('<ul><li>a</li><li>&#60;</li>0</ul>')
  })
})
