import type { AuthorityCode } from '../../lambdas/contracts/organisations.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { FieldGroup, TextField, Tick } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { type StepProps, stepOf } from './ask-step.ts';
import { AUTHORITIES, authorityName } from './organisation-words.ts';

/** Screen 2: department, post, authority (E-08). */
export function AskPowers({ asked, change, back, onDone }: StepProps & { readonly onDone: () => void }) {
  const next = useAction(async () => {
    const missing = [
      ...(asked.department.trim() ? [] : [{ field: 'department', code: 'missing' }]),
      ...(asked.post.trim() ? [] : [{ field: 'post', code: 'missing' }]),
      ...(asked.authorities.length > 0 ? [] : [{ field: 'authorities', code: 'choose' }]),
    ];
    if (missing.length > 0) throw invalid(missing);
    onDone();
  });
  const tick = (code: AuthorityCode, checked: boolean): void =>
    change({
      authorities: AUTHORITIES.filter((each) => (each === code ? checked : asked.authorities.includes(each))),
    });
  return (
    <Page title={t('ask-attribute.powers-title')} kicker={stepOf(2)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          next.run();
        }}
      >
        <FailureNotice action={next} />
        <TextField
          id="department"
          label={t('ask-attribute.department')}
          value={asked.department}
          onValue={(department) => change({ department })}
          wrong={fieldCode(next.failure, 'department')}
          maxLength={80}
        />
        <TextField
          id="post"
          label={t('ask-attribute.post')}
          value={asked.post}
          onValue={(post) => change({ post })}
          wrong={fieldCode(next.failure, 'post')}
          maxLength={80}
        />
        <FieldGroup
          id="authorities"
          label={t('ask-attribute.authorities')}
          hint={t('ask-attribute.authorities-hint')}
          wrong={fieldCode(next.failure, 'authorities')}
        >
          <div class="choices">
            {AUTHORITIES.map((code) => (
              <Tick
                key={code}
                id={`authority-${code}`}
                checked={asked.authorities.includes(code)}
                onChecked={(checked) => tick(code, checked)}
              >
                {authorityName(code)}
              </Tick>
            ))}
          </div>
        </FieldGroup>
        <div class="actions">
          <Button type="submit" busy={next.busy}>
            {t('ask-attribute.next')}
          </Button>
          <Button look="quiet" onPress={() => back?.()}>
            {t('ask-attribute.back')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
