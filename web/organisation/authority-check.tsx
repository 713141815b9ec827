import { useState } from 'preact/hooks';
import type { AuthorityCode, AuthorityView } from '../../lambdas/contracts/organisations.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { FileChoice } from '../signing/file-choice.tsx';
import { toBase64 } from '../signing/key-derivation.ts';
import { invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { AuthorityShown } from './authority-shown.tsx';
import { AUTHORITIES, authorityName } from './organisation-words.ts';

/** What the server takes (`CHECKED_CHARACTERS` as base64). */
const LARGEST = 4_000_000;

/** `/organisation/check`: “Show attributes” of any signed file (E-22, E-23). */
export default function AuthorityCheck() {
  const [authority, setAuthority] = useState<AuthorityCode>('employment-certificate');
  const [shown, setShown] = useState<AuthorityView>();
  const check = useAction<File>(async (file) => {
    if (file.size > LARGEST) throw invalid([{ field: 'file', code: 'too-large' }]);
    if (file.size === 0) throw invalid([{ field: 'file', code: 'empty-file' }]);
    const document = toBase64(new Uint8Array(await file.arrayBuffer()));
    const view = await citizenCall<AuthorityView>('POST', '/api/attributes/check', { document, authority });
    announce(t(view.authorised ? 'authority-check.authorised' : 'authority-check.not-authorised'));
    setShown(view);
  });
  if (shown) {
    return (
      <Page title={t('authority-check.title')} key="shown">
        <AuthorityShown view={shown} />
        <div class="actions">
          <Button look="second" onPress={() => setShown(undefined)}>
            {t('authority-check.another')}
          </Button>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('authority-check.title')} lead={t('authority-check.lead')} key="choose">
      <FailureNotice action={check} />
      <SelectField
        id="authority"
        label={t('authority-check.authority')}
        value={authority}
        onValue={(value) => setAuthority(value as AuthorityCode)}
        options={AUTHORITIES.map((value) => ({ value, label: authorityName(value) }))}
      />
      <FileChoice id="file" label={t('authority-check.choose')} onFile={check.run} />
      {check.busy && (
        <p class="waiting" role="status">
          {t('authority-check.reading')}
        </p>
      )}
    </Page>
  );
}
