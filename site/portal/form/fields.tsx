/** The fields: label above, hint, the error beside the input; native inputs with what the browser needs to help. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { common } from '../../i18n/portal/common.ts'
import { wordsOf } from '../page.ts'
import { idOf, useError } from './errors.ts'

const t = wordsOf(common)

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChildren
}

export const describedBy = (name: string, hint: unknown, error: string | undefined): string | undefined =>
  [hint ? `${idOf(name)}-hint` : '', error ? `${idOf(name)}-error` : ''].filter(Boolean).join(' ') || undefined

export function FieldError({ name }: { name: string }) {
  const error = useError(name)
  return error ? (
    <p class="error" id={`${idOf(name)}-error`}>
      {error}
    </p>
  ) : null
}

export const Hint = ({ name, children }: { name: string; children: ComponentChildren }) =>
  children ? (
    <div class="hint" id={`${idOf(name)}-hint`}>
      {children}
    </div>
  ) : null

function Labelled({ name, label, hint, children }: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={useError(name) ? 'field wrong' : 'field'}>
      <label for={idOf(name)}>{label}</label>
      <Hint name={name}>{hint}</Hint>
      <FieldError name={name} />
      {children}
    </div>
  )
}

type InputProps = FieldProps & Omit<JSX.IntrinsicElements['input'], 'name' | 'id' | 'label' | 'ref'>

export function TextField({ name, label, hint, ...input }: InputProps) {
  const error = useError(name)
  return (
    <Labelled name={name} label={label} hint={hint}>
      <input id={idOf(name)} name={name} type="text" aria-describedby={describedBy(name, hint, error)} aria-invalid={!!error} {...input} />
    </Labelled>
  )
}

/** A password can be shown, which helps more against mistakes than typing it twice. */
export function PasswordField({ name, label, hint, ...input }: InputProps) {
  const error = useError(name)
  const [shown, setShown] = useState(false)
  return (
    <Labelled name={name} label={label} hint={hint}>
      <div class="joined">
        <input
          id={idOf(name)}
          name={name}
          type={shown ? 'text' : 'password'}
          spellcheck={false}
          autocapitalize="none"
          aria-describedby={describedBy(name, hint, error)}
          aria-invalid={!!error}
          {...input}
        />
        <button type="button" class="second" aria-label={shown ? t.hidePassword : t.showPassword} onClick={() => setShown(!shown)}>
          {shown ? t.hide : t.show}
        </button>
      </div>
    </Labelled>
  )
}

export function TextArea({ name, label, hint, ...input }: FieldProps & Omit<JSX.IntrinsicElements['textarea'], 'name' | 'id' | 'ref'>) {
  const error = useError(name)
  return (
    <Labelled name={name} label={label} hint={hint}>
      <textarea id={idOf(name)} name={name} rows={3} aria-describedby={describedBy(name, hint, error)} aria-invalid={!!error} {...input} />
    </Labelled>
  )
}

type SelectProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onPick?: (value: string) => void
  readonly autocomplete?: string
  readonly initial?: string
}

export function SelectField({ name, label, hint, options, onPick, autocomplete, initial }: SelectProps) {
  const error = useError(name)
  return (
    <Labelled name={name} label={label} hint={hint}>
      <select
        id={idOf(name)}
        name={name}
        autocomplete={autocomplete}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={!!error}
        onChange={(event) => onPick?.(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === initial}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}
