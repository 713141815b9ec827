import { useState } from 'preact/hooks';
import type { UpgradeCodeRequest, UpgradeCodeView } from '../../lambdas/contracts/registry.ts';
import { call } from '../api/call.ts';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { FieldGroup } from '../ui/field.tsx';
import { asOperator } from './operator.ts';

const COMPARED = ['documentGenuine', 'samePerson', 'dataCorrect'] as const;

/** Documents compared, then a code for the profile, shown once (D8). */
export function CounterUpgrade({ path }: { readonly path: string }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [given, setGiven] = useState<UpgradeCodeView>();
  const give = useAction(async () => {
    if (!COMPARED.every((each) => ticked.has(each)))
      throw invalid([{ field: 'compared', code: 'all-checks' }]);
    const request: UpgradeCodeRequest = {
      compared: { documentGenuine: true, samePerson: true, dataCorrect: true },
    };
    setGiven(await asOperator(() => call<UpgradeCodeView>('POST', `${path}/upgrade-code`, request)));
  });
  const toggle = (value: string): void =>
    setTicked((now) => new Set(now.has(value) ? [...now].filter((each) => each !== value) : [...now, value]));
  return (
    <section class="counter-block">
      <h2>{t('counter.upgrade')}</h2>
      {given ? (
        <div class="ticket" role="status">
          <span class="ticket-label">{t('counter.code')}</span>
          <span class="binding-number counter-code">{given.code}</span>
          <p class="soft">{t('counter.code-lead', { until: dateAndTime(given.expiresAt) })}</p>
        </div>
      ) : (
        <>
          <p>{t('counter.upgrade-lead')}</p>
          <FailureNotice action={give} />
          <FieldGroup id="compared" label={t('counter.upgrade')} wrong={fieldCode(give.failure, 'compared')}>
            <div class="choices">
              {COMPARED.map((each) => (
                <label key={each} class="choice">
                  <input type="checkbox" checked={ticked.has(each)} onChange={() => toggle(each)} />
                  <span>{t(`counter.${each}`)}</span>
                </label>
              ))}
            </div>
          </FieldGroup>
          <Button busy={give.busy} onPress={() => give.run()}>
            {t('counter.give-code')}
          </Button>
        </>
      )}
    </section>
  );
}
