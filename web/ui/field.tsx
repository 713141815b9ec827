import type { ComponentChildren } from 'preact';
import { fieldSentence } from './failure.tsx';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Code of what is wrong with it (`field.<code>` in the dictionary). */
  readonly wrong?: string | undefined;
  readonly children: ComponentChildren;
}

export const described = (id: string, hint?: string, wrong?: string): string | undefined =>
  [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined;

const Notes = ({ id, hint, wrong }: Pick<FieldProps, 'id' | 'hint' | 'wrong'>) => (
  <>
    {hint && (
      <p class="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {wrong && (
      <p class="field-error" id={`${id}-error`}>
        {fieldSentence(wrong)}
      </p>
    )}
  </>
);

/** Label, hint, error and one control. */
export const Field = ({ id, label, hint, wrong, children }: FieldProps) => (
  <div class={wrong ? 'field wrong' : 'field'}>
    <label for={id}>{label}</label>
    <Notes id={id} hint={hint} wrong={wrong} />
    {children}
  </div>
);

/** The same for several controls under one question. */
export const FieldGroup = ({ id, label, hint, wrong, children }: FieldProps) => (
  <fieldset
    class={wrong ? 'field wrong' : 'field'}
    id={id}
    tabIndex={-1}
    aria-describedby={described(id, hint, wrong)}
  >
    <legend>{label}</legend>
    <Notes id={id} hint={hint} wrong={wrong} />
    {children}
  </fieldset>
);

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'password';
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'tel' | 'email' | 'text';
  readonly look?: 'short' | 'code';
  readonly maxLength?: number;
  readonly capitals?: boolean;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { id, hint, wrong, value, onValue, type = 'text', autocomplete = 'off', inputMode, look } = props;
  return (
    <Field id={id} label={props.label} hint={hint} wrong={wrong}>
      <input
        id={id}
        name={id}
        class={look ? `input ${look}` : 'input'}
        type={type as 'text'}
        value={value}
        autocomplete={autocomplete as 'off'}
        inputMode={inputMode}
        maxLength={props.maxLength}
        autocapitalize={props.capitals ? 'characters' : undefined}
        spellcheck={false}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described(id, hint, wrong)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Field>
  );
}

interface SelectFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly autocomplete?: string;
}

/** One of many. */
export const SelectField = ({
  id,
  label,
  hint,
  wrong,
  value,
  onValue,
  options,
  autocomplete,
}: SelectFieldProps) => (
  <Field id={id} label={label} hint={hint} wrong={wrong}>
    <select
      id={id}
      name={id}
      class="input"
      value={value}
      autocomplete={(autocomplete ?? 'off') as 'off'}
      aria-invalid={wrong ? 'true' : undefined}
      aria-describedby={described(id, hint, wrong)}
      onChange={(event) => onValue(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </Field>
);

export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly text?: string;
  readonly art?: ComponentChildren;
}

interface ChoicesProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly choices: readonly Choice[];
  readonly wide?: boolean;
}

const ChoiceText = ({ title, text }: Choice) => (
  <span>
    <span class="choice-title">{title}</span>
    {text && <span class="choice-text">{text}</span>}
  </span>
);

/** One of a few, each a large target. */
export const Choices = ({ id, label, hint, wrong, value, onValue, choices, wide }: ChoicesProps) => (
  <FieldGroup id={id} label={label} hint={hint} wrong={wrong}>
    <div class={wide ? 'choices wide' : 'choices'}>
      {choices.map((choice) => (
        <label key={choice.value} class={choice.art ? 'choice tall' : 'choice'}>
          {choice.art}
          <span class="choice-line">
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onValue(choice.value)}
            />
            <ChoiceText {...choice} />
          </span>
        </label>
      ))}
    </div>
  </FieldGroup>
);

interface TickProps {
  readonly id: string;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly wrong?: string | undefined;
  readonly children: ComponentChildren;
}

/** One statement to agree to. */
export const Tick = ({ id, checked, onChecked, wrong, children }: TickProps) => (
  <div class={wrong ? 'field wrong' : 'field'}>
    {wrong && (
      <p class="field-error" id={`${id}-error`}>
        {fieldSentence(wrong)}
      </p>
    )}
    <label class="choice">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  </div>
);
