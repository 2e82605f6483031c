/** workerd with the prepared bundle, by the settings of wrangler.toml. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { DOOR, DOOR_PROGRAM } from './database.ts'

export interface Said {
  readonly message: string
}

/** @param folder see `prepared.ts`. @param state folder in which everything that is stored lies. */
export function openServer(
  folder: string,
  state: string,
  vars: Readonly<Record<string, string>>,
  hear: (said: Said) => void = () => undefined,
): Miniflare {
  const bundle = join(folder, 'bundle')
  const settings = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))
  const { compatibilityDate, d1Databases } = settings
  return new Miniflare({
    ...convertV4MiniflareOptions({
      workers: [
        {
          ...settings,
          name: 'mufakat',
          modules: [{ type: 'ESModule', path: join(bundle, 'index.js') }],
          modulesRoot: bundle,
          bindings: vars,
        },
        { name: DOOR, modules: true, script: DOOR_PROGRAM, compatibilityDate, d1Databases },
      ],
      unsafeTriggerHandlers: true,
      handleStructuredLogs: hear,
    }),
    resourcePersistencePath: state,
  })
}
