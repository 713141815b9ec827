import { described, Field } from '../ui/field.tsx';

interface TextAreaProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly lines: number;
  readonly maxLength: number;
}

/** Several lines of text. */
export const TextArea = ({ id, label, hint, wrong, value, onValue, lines, maxLength }: TextAreaProps) => (
  <Field id={id} label={label} hint={hint} wrong={wrong}>
    <textarea
      id={id}
      name={id}
      class="input"
      rows={lines}
      maxLength={maxLength}
      value={value}
      aria-invalid={wrong ? 'true' : undefined}
      aria-describedby={described(id, hint, wrong)}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  </Field>
);
