import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { EraseIcon } from '../ui/icons.tsx';

const PIN_LENGTH = 4;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface KeypadProps {
  readonly label: string;
  readonly busy?: boolean;
  readonly onPin: (pin: string) => void;
}

/** The digits typed so far, handed over once there are four; emptied when the work on them is over. */
function usePin(busy: boolean, onPin: (pin: string) => void) {
  const [typed, setTyped] = useState(0);
  const pin = useRef('');
  const put = (next: string): void => {
    pin.current = next;
    setTyped(next.length);
  };
  const add = (digit: string): void => {
    if (busy || pin.current.length >= PIN_LENGTH) return;
    put(pin.current + digit);
    if (pin.current.length === PIN_LENGTH) onPin(pin.current);
  };
  const erase = (): void => {
    if (!busy) put(pin.current.slice(0, -1));
  };
  const wasBusy = useRef(busy);
  useLayoutEffect(() => {
    if (wasBusy.current && !busy) put('');
    wasBusy.current = busy;
  }, [busy]);
  return { typed, add, erase };
}

/** A computer's keyboard works too, wherever the focus is. */
function useDigitKeys(add: (digit: string) => void, erase: () => void): void {
  const current = useRef({ add, erase });
  current.current = { add, erase };
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) current.current.add(event.key);
      if (event.key === 'Backspace') current.current.erase();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** A keypad for the code: dots instead of digits. */
export function Keypad({ label, busy = false, onPin }: KeypadProps) {
  const { typed, add, erase } = usePin(busy, onPin);
  useDigitKeys(add, erase);
  return (
    <fieldset class="keypad" aria-label={label}>
      <p class="keypad-dots" role="status">
        <span class="hidden-visually">{t('pin.typed', { typed, of: PIN_LENGTH })}</span>
        {Array.from({ length: PIN_LENGTH }, (_, i) => (
          <span key={i} class={i < typed ? 'dot full' : 'dot'} aria-hidden="true" />
        ))}
      </p>
      <div class="keypad-keys">
        {KEYS.map((digit) => (
          <button key={digit} type="button" class="key" onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <span />
        <button type="button" class="key" onClick={() => add('0')}>
          0
        </button>
        <button type="button" class="key erase" onClick={erase} aria-label={t('pin.erase')}>
          <EraseIcon />
        </button>
      </div>
      {busy && (
        <p class="waiting" role="status">
          <span class="spinner" aria-hidden="true" />
          {t('pin.checking')}
        </p>
      )}
    </fieldset>
  );
}
