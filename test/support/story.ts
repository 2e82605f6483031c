/**
 * `npm run story`: a year in the life of three customers on the test clock, told as it happens at the public doors.
 * `-- --en` tells it in English; `--until=2027-02-01` stops earlier. A story that turns out otherwise ends with 1.
 */
import type { Language } from '../../content/schema.ts'
import { BUDI_SCENES } from './story/budi.ts'
import { tellEnd } from './story/end.ts'
import { MAJU_SCENES } from './story/maju.ts'
import { at } from './story/moves.ts'
import { openPage } from './story/page.ts'
import { SARI_SCENES } from './story/sari.ts'
import { openStage, wib } from './story/stage.ts'

/** Two looks a day, at 00:00 and 12:00 WIB; the platform's own cron looks every minute. */
const STEP_MS = 12 * 3_600_000
const SOON_MS = 5 * 60_000
const BEGIN = wib('2026-12-03T00:00')

const language: Language = process.argv.includes('--en') ? 'en' : 'id'
const until = process.argv.find((argument) => argument.startsWith('--until='))?.slice(8) ?? '2027-12-05'
const end = wib(`${until}T00:00`)

const scenes = [...SARI_SCENES, ...BUDI_SCENES, ...MAJU_SCENES].filter((one) => at(one) <= end).sort((a, b) => at(a) - at(b))
const stage = await openStage(openPage(language), BEGIN)
try {
  for (let tick = BEGIN; tick <= end; tick += STEP_MS) {
    await stage.pass(tick)
    while (scenes[0] && at(scenes[0]) < tick + STEP_MS) {
      const next = scenes.shift()
      if (next === undefined) break
      await stage.pass(at(next))
      await next.play(stage)
      stage.stir()
      // A little later what the act left to do is done, and its mail is out.
      await stage.pass(at(next) + SOON_MS)
    }
  }
  await tellEnd(stage)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await stage.close()
}
