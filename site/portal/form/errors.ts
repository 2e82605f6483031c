/** What is wrong with which field, known to every field of a form. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { FieldError } from '../answers.ts'

export const Errors = createContext<readonly FieldError[]>([])

export const useError = (name: string): string | undefined => useContext(Errors).find((error) => error.field === name)?.message

/** The id of a field's input, by the field's name. */
export const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`
