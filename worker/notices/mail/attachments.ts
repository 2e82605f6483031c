import type { Context } from '../../context.ts'
import type { ReadyMail } from './shapes.ts'

export interface Attachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** The published bytes are not there, or are not those that were promised; a deployment may be under way. */
class AttachmentMissing extends Error {
  override readonly name = 'attachment_missing'
}

/**
 * The exact bytes that were published: what is attached to a receipt is what the receipt’s digest is of, or nothing is sent.
 * @throws AttachmentMissing
 */
export function loadAttachments({ env }: Context, list: NonNullable<ReadyMail['attachments']>): Promise<Attachment[]> {
  return Promise.all(
    list.map(async ({ filename, contentType, path, digest, text }) => {
      if (path === undefined) return { filename, contentType, content: new TextEncoder().encode(text ?? '') }
      const response = await env.ASSETS.fetch(new URL(path, 'https://assets.invalid').href)
      const content = new Uint8Array(await response.arrayBuffer())
      if (!response.ok || (await sha256(content)) !== digest) throw new AttachmentMissing(path)
      return { filename, contentType, content }
    }),
  )
}

/** Lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
