/** Whether something listens on a port already, and a port on which nothing does. */
import { connect, createServer } from 'node:net'

/** Asked before anything is built: a start would else fill that other server's data. Tries both loopback addresses, since what “localhost” means differs by machine. */
export async function isTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => isAnswered(host, port)))
  return answers.includes(true)
}

function isAnswered(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const tell = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(2_000, () => tell(false))
    socket.once('connect', () => tell(true))
    socket.once('error', () => tell(false))
  })
}

/** For programs that do not tell which port they took. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
