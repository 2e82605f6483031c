/**
 * `npm test`: everything that must hold, cheapest first, stopping at the first that does not.
 * Arguments are handed to vitest: `npm test -- --project rules`.
 */
import { run } from './run.ts'

const STEPS: readonly (readonly [label: string, command: string, ...args: string[]])[] = [
  ['The documents keep their own rules', 'npm', 'run', '--silent', 'content'],
  ['Format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['Who imports whom', 'depcruise', '--config', '.dependency-cruiser.cjs', 'worker', 'site', 'content'],
  ['The site builds', 'astro', 'build', '--silent'],
  // Of every file, the pages’ components included: what `tsc` alone would leave out.
  ['Types', 'astro', 'check', '--minimumSeverity', 'error'],
  ['Nothing unused', 'knip'],
  ['The Worker bundles', 'wrangler', 'deploy', '--dry-run', '--outdir', 'dist-worker'],
  ['Tests', 'vitest', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)],
]

for (const [label, command, ...args] of STEPS) {
  const began = performance.now()
  console.log(`\n── ${label}`)
  try {
    await run(command, args)
  } catch (error) {
    console.error(`\n✗ ${label}: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
  console.log(`   ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
