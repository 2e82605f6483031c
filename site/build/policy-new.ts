/** `npm run policy:new -- sla 2027-03-01`: a draft copied from the version in force. The one place of this script that reads the clock. */
import { dayOf } from '#shared/calendar'
import { draftVersion } from './draft.ts'
import { contentDir, findingText, readContent } from './load.ts'

const [document, version] = process.argv.slice(2)
const { content, findings } = readContent(contentDir())
if (content === undefined) say(findings.map(findingText), false)
else {
  const { created, lines } = draftVersion(content, document, version, dayOf(Date.now(), content.provider.timeZone))
  say(lines, created)
}

function say(lines: readonly string[], succeeded: boolean): void {
  for (const line of lines) (succeeded ? console.log : console.error)(line)
  if (!succeeded) process.exitCode = 1
}
