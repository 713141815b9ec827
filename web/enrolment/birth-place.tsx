import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { described, Field } from '../ui/field.tsx';
import { type Commune, communeName, departmentOf, findCommunes, rememberCommune } from './communes.ts';

interface BirthPlaceFieldProps {
  /** The COG once it is known, else what is being typed. */
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onValue: (code: string) => void;
}

const ID = 'birthPlace';
const LIST = 'birthPlace-list';
const CODE = /^(?:2[AB]|\d{2})\d{3}$/i;
const shown = ({ code, name }: Commune): string => `${name} (${departmentOf(code)})`;
const textOf = (value: string): string => {
  const name = communeName(value);
  return name ? shown({ code: value, name }) : value;
};

interface OptionsProps {
  readonly found: readonly Commune[];
  readonly active: number;
  readonly onChoose: (commune: Commune) => void;
}

const Options = ({ found, active, onChoose }: OptionsProps) => (
  <div class="options" role="listbox" id={LIST} aria-label={t('label.birthPlace')}>
    {found.map((commune, i) => (
      <div
        key={commune.code}
        id={`${LIST}-${i}`}
        role="option"
        tabIndex={-1}
        aria-selected={i === active}
        class={i === active ? 'option active' : 'option'}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(commune)}
        onKeyDown={(event) => event.key === 'Enter' && onChoose(commune)}
      >
        <span>{shown(commune)}</span>
        <span class="soft numeric">{commune.code}</span>
      </div>
    ))}
  </div>
);

/** Looks up what is typed; the last answer wins. */
function useFound(text: string, open: boolean): readonly Commune[] {
  const [found, setFound] = useState<readonly Commune[]>([]);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (!open) return setFound([]);
    findCommunes(text)
      .then((communes) => mine === turn.current && setFound(communes))
      .catch(() => undefined); // the code can still be typed
  }, [text, open]);
  return found;
}

/** The commune of birth by name or by code; what counts is its code (COG), as FranceConnect's `birthplace` wants it. */
export function BirthPlaceField({ value, wrong, onValue }: BirthPlaceFieldProps) {
  const [text, setText] = useState(() => textOf(value));
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useFound(text, open);
  const hint = t('form.birth-place-hint');
  const type = (typed: string): void => {
    setText(typed);
    setActive(0);
    setOpen(!CODE.test(typed.trim()));
    onValue(typed.trim());
  };
  const choose = (commune: Commune): void => {
    rememberCommune(commune);
    setText(shown(commune));
    setOpen(false);
    onValue(commune.code);
  };
  const press = (event: KeyboardEvent): void => {
    const chosen = found[active];
    if (event.key === 'Escape') setOpen(false);
    if (found.length === 0 || !open) return;
    if (event.key === 'ArrowDown') setActive((active + 1) % found.length);
    if (event.key === 'ArrowUp') setActive((active + found.length - 1) % found.length);
    if (event.key === 'Enter' && chosen) choose(chosen);
    if (['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) event.preventDefault();
  };
  const expanded = open && found.length > 0;
  return (
    <>
      <Field id={ID} label={t('label.birthPlace')} hint={hint} wrong={wrong}>
        <div class="combo">
          <input
            id={ID}
            class="input"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-autocomplete="list"
            aria-expanded={expanded}
            aria-controls={LIST}
            aria-activedescendant={expanded ? `${LIST}-${active}` : undefined}
            aria-invalid={wrong ? 'true' : undefined}
            aria-describedby={described(ID, hint, wrong)}
            value={text}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={press}
            onBlur={() => setOpen(false)}
          />
          {expanded && <Options found={found} active={active} onChoose={choose} />}
        </div>
      </Field>
      <details>
        <summary>{t('form.birth-place-what')}</summary>
        <div>
          <p>{t('form.birth-place-explained')}</p>
        </div>
      </details>
    </>
  );
}
