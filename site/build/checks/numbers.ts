/** Finds digits and number words in prose, where a promise's number must come from a term instead. */
import type { Language } from '#content/schema'

const words = (text: string) => text.trim().split(/\s+/)

const INDONESIAN = new Set([
  ...words('nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'),
  ...words('belas puluh ratus ribu juta miliar milyar triliun belasan puluhan ratusan ribuan jutaan lusin selusin lusinan'),
  ...words('seratus seribu sejuta semiliar setriliun sepuluhan'),
  ...words('setengah separuh paruh sepertiga pertiga seperempat perempat seperlima sepersepuluh seperseratus'),
  ...words('sedetik semenit sejam sehari semalam seminggu sepekan sebulan setahun sewindu sedasawarsa sedekade seabad'),
  ...words('triwulan caturwulan kuartal semester windu dasawarsa dekade sekali sepersen segigabita semegabita'),
  ...words('pertama kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh kesebelas keseratus'),
  ...words('berdua bertiga berempat dua-duanya tiga-tiganya'),
])

const ENGLISH = new Set([
  ...words('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen'),
  ...words('eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion'),
  ...words('hundreds thousands millions billions dozen dozens half halves quarter quarters thirds fourths fifths tenths'),
  ...words('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth thirtieth hundredth'),
  ...words('once twice thrice double doubled triple tripled fortnight decade decades'),
])

/** Whole expressions that hold a number word and no number. */
const IDIOMS: { readonly [L in Language]: readonly RegExp[] } = {
  id: [
    /\bsalah satu\b/giu,
    /\bsatu sama lain\b/giu,
    /\bsatu per satu\b/giu,
    /\bsama sekali\b/giu,
    /\b(?:sehari-hari|satu-satunya|pertama-tama)\b/giu,
  ],
  en: [
    /\bat (?:once|first)\b/giu,
    /\bno one\b/giu,
    /\bone another\b/giu,
    /\b(?:the|this|that|which|each|every|any|new|newer|old|older|earlier|later|current|next|last|previous|other|another|accepted) one\b(?! (?:full|whole|calendar|hour|day|week|month|year|per cent|percent|time|account|gigabyte|GB)\b)/giu,
    /\bonce\b(?! (?:a|an|per|every|each|in|only|more|or)\b)(?=\s+\p{L})/giu,
    /\b(?:per|each|every|whole|full) second\b/giu,
  ],
}

/** Every digit and number word in a piece of prose, as written. */
export function numbersIn(prose: string, language: Language): string[] {
  const plain = IDIOMS[language].reduce((text, idiom) => text.replace(idiom, ' '), prose)
  const known = language === 'id' ? INDONESIAN : ENGLISH
  const tokens = plain.match(/\p{N}[\p{N}.,:]*\p{N}|\p{N}|\p{L}+(?:-\p{L}+)*/gu) ?? []
  return tokens.filter((token) => /\p{N}/u.test(token) || [token, ...token.split('-')].some((word) => known.has(word.toLowerCase())))
}
