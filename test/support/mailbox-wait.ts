/** Waits for what happens on the other side of a queue. */

/** @returns the first value that is neither undefined nor false; after ten seconds the last one is an error. */
export async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    await new Promise((wait) => setTimeout(wait, 50))
  }
  throw new Error(`waited in vain for ${what}`)
}
