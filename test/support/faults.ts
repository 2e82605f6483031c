/** `npm run faults`: workerd killed 200 times in the middle of sweeps, and as often in the middle of webhooks. Takes half an hour. */
import { run } from './run.ts'

process.env['KILLS'] ??= '200'
await run('npm', ['run', '--silent', 'content'])
await run('astro', ['build', '--silent'])
await run('vitest', ['run', '--config', 'test/vitest.config.ts', '--project', 'faults', 'killed'])
