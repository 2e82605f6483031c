import { writeFileSync } from 'node:fs'
import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import { sheet, sourceHash } from './site/build/sheet.ts'
import { headersFile } from './worker/shared/headers.ts'

/** Static pages only; whatever depends on the instant is filled by the Worker. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'never',
  build: { format: 'file', inlineStylesheets: 'never' },
  // No inline script and no inline style may appear: the CSP allows the one stylesheet by its hash.
  vite: { build: { assetsInlineLimit: 0, rolldownOptions: { checks: { moduleLevelDirective: false } } } },
  markdown: { syntaxHighlight: false },
  integrations: [
    mdx(),
    {
      name: 'headers',
      hooks: { 'astro:build:done': ({ dir }) => writeFileSync(new URL('_headers', dir), headersFile(sourceHash(sheet()))) },
    },
  ],
  devToolbar: { enabled: false },
})
