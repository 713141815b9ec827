import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { advance, enrolment, pathOf } from './enrolment.ts';

const CounterTicket = ({ reference }: { readonly reference: string }) => (
  <>
    <div class="ticket">
      <span class="ticket-label">{t('channel.reference')}</span>
      <span class="ticket-value">{reference}</span>
    </div>
    <p>{t('channel.counter-how')}</p>
  </>
);

/** The letter was opened already: going on online changes nothing. */
const goesOnHere = (channel: string): boolean =>
  channel === 'online' &&
  ['letter-opened', 'document-uploaded', 'video-recorded', 'retry'].includes(enrolment.value?.step ?? '');

/** Online or at a counter; either can be changed later (A5). */
export default function Channel() {
  const { route } = useLocation();
  const standing = enrolment.value;
  const [chosen, setChosen] = useState<string>(standing?.channel ?? 'online');
  const save = useAction(async () => {
    if (!chosen) throw invalid([{ field: 'channel', code: 'choose' }]);
    if (!goesOnHere(chosen)) await advance('PUT', '/channel', { channel: chosen });
    if (enrolment.value) route(pathOf(enrolment.value.step));
  });
  return (
    <Page title={t('channel.title')} lead={t('channel.lead')}>
      <FailureNotice action={save} />
      {standing?.channel === 'counter' && <CounterTicket reference={standing.reference} />}
      <Choices
        id="channel"
        label={t('channel.question')}
        value={chosen}
        wrong={fieldCode(save.failure, 'channel')}
        onValue={setChosen}
        choices={[
          { value: 'online', title: t('channel.online'), text: t('channel.online-text') },
          { value: 'counter', title: t('channel.counter'), text: t('channel.counter-text') },
        ]}
      />
      <div class="actions">
        <Button busy={save.busy} onPress={() => save.run()}>
          {t('continue')}
        </Button>
      </div>
    </Page>
  );
}
