import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { isTaken } from '../support/port.ts'

test.each(['127.0.0.1', '::1'])('a port on which something answers at %s is taken, and free once it stopped', async (host) => {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, host, ready))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  expect(await isTaken(port)).toBe(true)
  await new Promise((closed) => server.close(closed))
  expect(await isTaken(port)).toBe(false)
})
