/** Fields of several inputs: a box to tick, a choice of one, a date in three parts. Nothing is ever pre-ticked. */
import type { ComponentChildren } from 'preact'
import { common } from '../../i18n/portal/common.ts'
import { wordsOf } from '../page.ts'
import { idOf, useError } from './errors.ts'
import { describedBy, FieldError, Hint } from './fields.tsx'

const t = wordsOf(common)

interface CheckProps {
  readonly name: string
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly onTick?: (ticked: boolean) => void
}

export function CheckField({ name, label, hint, onTick }: CheckProps) {
  const error = useError(name)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <FieldError name={name} />
      <div class="option">
        <input
          type="checkbox"
          id={idOf(name)}
          name={name}
          aria-describedby={describedBy(name, hint, error)}
          aria-invalid={!!error}
          onChange={(event) => onTick?.(event.currentTarget.checked)}
        />
        <label for={idOf(name)}>{label}</label>
        <Hint name={name}>{hint}</Hint>
      </div>
    </div>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly legend: string
  readonly hint?: ComponentChildren
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  readonly onPick: (value: string) => void
}

/** The first option carries the field's own id, so that a link of the summary finds it. */
const optionId = (name: string, index: number) => (index === 0 ? idOf(name) : `${idOf(name)}-${index}`)

export function ChoiceField({ name, legend, hint, options, onPick }: ChoiceProps) {
  const error = useError(name)
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={describedBy(name, hint, error)}>
      <legend>{legend}</legend>
      <Hint name={name}>{hint}</Hint>
      <FieldError name={name} />
      {options.map((option, index) => (
        <div class="option" key={option.value}>
          <input
            type="radio"
            id={optionId(name, index)}
            name={name}
            value={option.value}
            aria-describedby={option.hint && `${optionId(name, index)}-means`}
            onChange={() => onPick(option.value)}
          />
          <label for={optionId(name, index)}>{option.label}</label>
          {option.hint && (
            <p class="hint" id={`${optionId(name, index)}-means`}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  )
}

/** Three short inputs: a birthday is known by heart and needs no calendar to click through. */
export function BirthdayField({ name, legend, hint }: { name: string; legend: string; hint: ComponentChildren }) {
  const error = useError(name)
  const part = (key: 'day' | 'month' | 'year', width: 'two' | 'four') => (
    <div>
      <label for={key === 'day' ? idOf(name) : `${idOf(name)}-${key}`}>{t[key]}</label>
      <input
        type="text"
        inputMode="numeric"
        class={`width-${width}`}
        id={key === 'day' ? idOf(name) : `${idOf(name)}-${key}`}
        name={`${name}.${key}`}
        autocomplete={`bday-${key}`}
        maxLength={width === 'two' ? 2 : 4}
        aria-invalid={!!error}
      />
    </div>
  )
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={describedBy(name, hint, error)}>
      <legend>{legend}</legend>
      <Hint name={name}>{hint}</Hint>
      <FieldError name={name} />
      <div class="parts">
        {part('day', 'two')}
        {part('month', 'two')}
        {part('year', 'four')}
      </div>
    </fieldset>
  )
}
