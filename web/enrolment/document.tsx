import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { DocumentType } from '../../lambdas/contracts/enrolment.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { CardArt, PassportArt, PermitArt } from './art.tsx';
import { advance, enrolment } from './enrolment.ts';

export const DOCUMENT_ART: Record<DocumentType, () => preact.JSX.Element> = {
  'national-identity-card': CardArt,
  passport: PassportArt,
  'residence-permit': PermitArt,
};
const TYPES = ['national-identity-card', 'passport', 'residence-permit'] as const;

/** Document in hand: which one is it. */
export default function Document() {
  const { route } = useLocation();
  const [chosen, setChosen] = useState<string>(enrolment.value?.documentType ?? '');
  const save = useAction(async () => {
    if (!chosen) throw invalid([{ field: 'documentType', code: 'choose' }]);
    await advance('PUT', '/document-type', { documentType: chosen });
    route('/enrol/form');
  });
  return (
    <Page title={t('document-page.title')} lead={t('document-page.lead')}>
      <FailureNotice action={save} />
      <Choices
        id="documentType"
        wide
        label={t('label.documentType')}
        value={chosen}
        wrong={fieldCode(save.failure, 'documentType')}
        onValue={setChosen}
        choices={TYPES.map((value) => {
          const Drawing = DOCUMENT_ART[value];
          return {
            value,
            title: t(`document.${value}`),
            text: t(`document-page.${value}`),
            art: <Drawing />,
          };
        })}
      />
      <div class="actions">
        <Button busy={save.busy} onPress={() => save.run()}>
          {t('document-page.in-hand')}
        </Button>
      </div>
    </Page>
  );
}
