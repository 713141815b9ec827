import { useState } from 'preact/hooks';
import type { SignInView } from '../../lambdas/contracts/sign-in.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { SignInProps } from './sign-in-props.ts';

const Notice = ({ code }: { readonly code: string }) => (
  <div class="notice warn" role="alert">
    <WarningIcon />
    <div>
      <h2>{sentenceOf(`notice.${code}`) ?? t('notice.other')}</h2>
    </div>
  </div>
);

/** The service would like a new identity to be made first (`prompt=create`); who has one signs in below. */
const Invitation = () => (
  <>
    <div class="actions">
      <ButtonLink href="/enrol">{t('home.create')}</ButtonLink>
    </div>
    <h2 class="have-one">{t('create.have')}</h2>
    <p>{t('sign-in.lead')}</p>
  </>
);

const headingOf = ({ invitesToEnrol, client }: SignInView): { title: string; lead: string } =>
  invitesToEnrol
    ? { title: t('create.title'), lead: t('create.lead', { client: client.name }) }
    : { title: t('sign-in.title'), lead: t('sign-in.lead') };

/** The mobile number is the identifier (B-12); it is asked each time at `substantial` (B10). */
export function AskPhone({ view, decide }: SignInProps) {
  const [phone, setPhone] = useState(view.phoneHint ?? '');
  const ask = useAction(async () => {
    if (phone.replace(/\D/g, '').length < 6) throw invalid([{ field: 'phone', code: 'phone' }]);
    await decide('phone', { phone: phone.trim() });
  });
  return (
    <Page {...headingOf(view)}>
      {view.invitesToEnrol && <Invitation />}
      {view.notice && <Notice code={view.notice} />}
      <FailureNotice action={ask} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask.run();
        }}
      >
        <TextField
          id="phone"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          label={t('label.phone')}
          hint={t('sign-in.phone-hint')}
          value={phone}
          wrong={fieldCode(ask.failure, 'phone')}
          onValue={setPhone}
        />
        <div class="actions">
          <Button type="submit" look={view.invitesToEnrol ? 'second' : 'first'} busy={ask.busy}>
            {t('continue')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
