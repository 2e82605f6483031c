import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'

/** Static pages only; whatever depends on the instant is filled by the Worker. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'never',
  build: { format: 'file', inlineStylesheets: 'never' },
  // No inline script and no inline style may appear: the CSP allows the one stylesheet by its hash.
  vite: { build: { assetsInlineLimit: 0 } },
  markdown: { syntaxHighlight: false },
  integrations: [mdx()],
  devToolbar: { enabled: false },
})
