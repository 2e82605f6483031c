/** `npm run policy:publish -- sla 2026-12-15`: writes the published bytes of a version. Refuses what fails a check, and never overwrites bytes that differ. */
import { resolve } from 'node:path'
import { dayOf } from '#shared/calendar'
import { contentDir, findingText, readContent } from './load.ts'
import { publishVersion } from './publish.ts'

const [document, name] = process.argv.slice(2)
const { content, findings } = readContent(contentDir())
if (content === undefined) refuse(findings.map(findingText))
else {
  const version = content.versions.find((candidate) => candidate.document === document && candidate.version === name)
  if (version === undefined)
    refuse([`Unknown version. Usage: npm run policy:publish -- ${content.versions.map((v) => `${v.document} ${v.version}`).join(' | ')}`])
  else {
    const result = publishVersion(content, version, { today: dayOf(Date.now(), content.provider.timeZone), worker: resolve('worker') })
    if (result.findings.length > 0) refuse(result.findings.map(findingText))
    else console.log(result.written.length === 0 ? 'Already published; nothing changed.' : `Written: ${result.written.join(', ')}`)
  }
}

function refuse(lines: readonly string[]): void {
  for (const line of lines) console.error(line)
  process.exitCode = 1
}
