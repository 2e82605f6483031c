/** The prose of policies and announcements. Their front matter is read and checked by site/build/load.ts alone. */

import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { contentDir } from './build/load.ts'

const generateId = ({ entry }: { entry: string }) => entry.replace(/\.mdx$/, '')

export const collections = {
  texts: defineCollection({ loader: glob({ base: contentDir(), pattern: '*/*/{id,en}.mdx', generateId }) }),
}
