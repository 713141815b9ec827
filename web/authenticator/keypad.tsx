import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { EraseIcon } from '../ui/icons.tsx';

const PIN_LENGTH = 4;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface KeypadProps {
  readonly label: string;
  readonly busy?: boolean;
  readonly onPin: (pin: string) => void;
}

/** A keypad for the code: dots instead of digits, by touch or by keyboard; hands over once four are typed. */
export function Keypad({ label, busy = false, onPin }: KeypadProps) {
  const [pin, setPin] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const add = (digit: string): void => {
    if (busy || pin.length >= PIN_LENGTH) return;
    const next = pin + digit;
    setPin(next);
    if (next.length === PIN_LENGTH) onPin(next);
  };
  const erase = (): void => setPin((typed) => (busy ? typed : typed.slice(0, -1)));
  useEffect(() => {
    if (!busy) setPin('');
  }, [busy]);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <div
      class="keypad"
      role="group"
      aria-label={label}
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => {
        if (/^\d$/.test(event.key)) add(event.key);
        if (event.key === 'Backspace') erase();
      }}
    >
      <p class="keypad-dots" role="status">
        <span class="hidden-visually">{t('pin.typed', { typed: pin.length, of: PIN_LENGTH })}</span>
        {Array.from({ length: PIN_LENGTH }, (_, i) => (
          <span key={i} class={i < pin.length ? 'dot full' : 'dot'} aria-hidden="true" />
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
    </div>
  );
}
