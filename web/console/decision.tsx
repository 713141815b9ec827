import { useState } from 'preact/hooks';
import type { CaseDecisionRequest } from '../../lambdas/contracts/review.ts';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { FieldGroup } from '../ui/field.tsx';
import { asOperator } from './operator.ts';
import { reasonName } from './queue.tsx';
import { REASONS } from './reasons.ts';
import { useShortcuts } from './shortcuts.tsx';

type Outcome = CaseDecisionRequest['outcome'];
const OUTCOMES = ['approve', 'retry', 'reject'] as const;
const CHECKS = ['documentGenuine', 'samePerson', 'digitsSpoken', 'dataCorrect'] as const;

/** The request of a complete decision; throws what is missing. */
function decisionOf(
  outcome: Outcome | undefined,
  ticked: ReadonlySet<string>,
  note: string,
): CaseDecisionRequest {
  if (!outcome) throw invalid([{ field: 'outcome', code: 'choose' }]);
  if (outcome !== 'approve') {
    const reasons = REASONS[outcome].filter((reason) => ticked.has(reason));
    if (reasons.length === 0) throw invalid([{ field: 'reasons', code: 'reason' }]);
    return { outcome, reasons, note };
  }
  if (!CHECKS.every((check) => ticked.has(check))) throw invalid([{ field: 'checked', code: 'all-checks' }]);
  const checked = { documentGenuine: true, samePerson: true, digitsSpoken: true, dataCorrect: true } as const;
  return { outcome, checked, note };
}

interface TicksProps {
  readonly items: readonly { readonly value: string; readonly label: string }[];
  readonly ticked: ReadonlySet<string>;
  readonly onToggle: (value: string) => void;
}

const Ticks = ({ items, ticked, onToggle }: TicksProps) => (
  <div class="choices">
    {items.map(({ value, label }, i) => (
      <label key={value} class="choice">
        <input type="checkbox" checked={ticked.has(value)} onChange={() => onToggle(value)} />
        <span>
          <kbd>{i + 1}</kbd> {label}
        </span>
      </label>
    ))}
  </div>
);

/** Approve with every check ticked, or refuse with a reason (A9, A10). */
export function Decision({ id, onDecided }: { readonly id: string; readonly onDecided: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const send = useAction(async () => {
    const decision = decisionOf(outcome, ticked, note);
    await asOperator(() => call('POST', `/api/review/cases/${encodeURIComponent(id)}/decision`, decision));
    announce(t('decision.sent'));
    onDecided();
  });
  const choose = (next: Outcome): void => {
    setOutcome(next);
    setTicked(new Set());
    send.fail(undefined);
  };
  const toggle = (value: string): void =>
    setTicked((now) => new Set(now.has(value) ? [...now].filter((each) => each !== value) : [...now, value]));
  const items =
    outcome === undefined
      ? []
      : outcome === 'approve'
        ? CHECKS.map((value) => ({ value, label: t(`decision.${value}`) }))
        : REASONS[outcome].map((value) => ({ value, label: reasonName(value) }));
  const numbers = Object.fromEntries(
    items.slice(0, 9).map(({ value }, i) => [String(i + 1), () => toggle(value)]),
  );
  useShortcuts({
    a: () => choose('approve'),
    t: () => choose('retry'),
    r: () => choose('reject'),
    ...numbers,
  });
  return (
    <form
      class="decision"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.run();
      }}
    >
      <h2>{t('decision.title')}</h2>
      <FailureNotice action={send} />
      <fieldset class="field outcomes" id="outcome" tabIndex={-1}>
        <legend class="hidden-visually">{t('decision.title')}</legend>
        {OUTCOMES.map((value) => (
          <label key={value} class={`choice ${value}`}>
            <input type="radio" name="outcome" checked={outcome === value} onChange={() => choose(value)} />
            <span class="choice-title">{t(`decision.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      {outcome && (
        <FieldGroup
          id={outcome === 'approve' ? 'checked' : 'reasons'}
          label={outcome === 'approve' ? t('decision.checks') : t('decision.reasons')}
          wrong={fieldCode(send.failure, outcome === 'approve' ? 'checked' : 'reasons')}
        >
          <Ticks items={items} ticked={ticked} onToggle={toggle} />
        </FieldGroup>
      )}
      <div class="field">
        <label for="note">{t('label.note')}</label>
        <textarea
          id="note"
          class="input"
          rows={2}
          maxLength={2000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" busy={send.busy}>
        {t('decision.send')}
      </Button>
    </form>
  );
}
