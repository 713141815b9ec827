import { useState } from 'preact/hooks';
import type { AnswerContent, ReceivedApplicationView, ToSign } from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fromBase64, toBase64 } from '../signing/key-derivation.ts';
import { SignWithPassword } from '../signing/sign-with-password.tsx';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices } from '../ui/field.tsx';
import { AnswerSheet } from './documents.tsx';
import { said } from './procedures.ts';
import { contentOf } from './signed-content.ts';
import { TextArea } from './text-area.tsx';

interface AnswerFormProps {
  readonly organisation: string;
  readonly received: ReceivedApplicationView;
  readonly reload: () => void;
}

const LABELS: Readonly<Record<string, () => string>> = {
  outcome: () => t('proc.outcome'),
  text: () => t('proc.answer-text'),
};

/** The decision, read once more as a document, then sealed. */
export function AnswerForm({ organisation, received, reload }: AnswerFormProps) {
  const [outcome, setOutcome] = useState('');
  const [text, setText] = useState('');
  const [toSign, setToSign] = useState<string>();
  const path = `/api/organisations/${encodeURIComponent(organisation)}/applications/${received.id}/answer`;
  const prepare = useAction(async () => {
    const missing = [
      ...(outcome === '' ? [{ field: 'outcome', code: 'choose' }] : []),
      ...(text.trim() === '' ? [{ field: 'text', code: 'missing' }] : []),
    ];
    if (missing.length > 0) throw invalid(missing);
    setToSign((await citizenCall<ToSign>('POST', path, { outcome, text })).toSign);
  });
  const { definition } = received;
  if (toSign !== undefined) {
    return (
      <section>
        <h2>{t('proc.seal-title')}</h2>
        <AnswerSheet content={contentOf<AnswerContent>(toSign)} procedure={definition} />
        <SignWithPassword
          what={{ content: fromBase64(toSign) }}
          kind={definition.answer.seal}
          organisation={organisation}
          label={t('proc.seal-do')}
          onSigned={async (cms) => {
            await citizenCall('POST', path, { signature: toBase64(cms) });
            announce(t('proc.answered'));
            reload();
          }}
        />
        <Button look="quiet" onPress={() => setToSign(undefined)}>
          {t('proc.correct')}
        </Button>
      </section>
    );
  }
  return (
    <section>
      <h2>{t('proc.answer')}</h2>
      <FailureNotice action={prepare} labelOf={(field) => LABELS[field]?.()} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          prepare.run();
        }}
      >
        <Choices
          id="outcome"
          label={t('proc.outcome')}
          value={outcome}
          wrong={fieldCode(prepare.failure, 'outcome')}
          choices={definition.answer.outcomes.map(({ value, label }) => ({ value, title: said(label) }))}
          onValue={setOutcome}
        />
        <TextArea
          id="text"
          label={t('proc.answer-text')}
          hint={t('proc.answer-hint')}
          value={text}
          wrong={fieldCode(prepare.failure, 'text')}
          onValue={setText}
          lines={5}
          maxLength={4000}
        />
        <div class="actions">
          <Button type="submit" busy={prepare.busy}>
            {t('proc.check')}
          </Button>
        </div>
      </form>
    </section>
  );
}
