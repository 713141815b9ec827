import { useState } from 'preact/hooks';
import type {
  CreatePersonaRequest,
  PersonasView,
  PersonaView,
} from '../../lambdas/contracts/relying-parties.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { LANGUAGES, language, t } from '../i18n/translate.ts';
import { Facts } from '../organisation/facts.tsx';
import { fieldCode, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';

const OUTCOMES = ['approve', 'refuse', 'time-out', 'locked'] as const;
const LEVELS = ['substantial', 'low'] as const;
const GENDERS = ['female', 'male'] as const;
const PATH = '/api/personas';

/** `/app/connect/personas` (B12): people who do not exist, for trying services of the sandbox. */
export const Personas = () => (
  <Page title={t('persona.title')} lead={t('persona.lead')}>
    <Fetched<PersonasView> path={PATH}>
      {({ personas, limit }, reload) => (
        <>
          {personas.length === 0 && <p class="quiet">{t('persona.none')}</p>}
          <ul class="cards">
            {personas.map((persona) => (
              <Card key={persona.persona} persona={persona} reload={reload} />
            ))}
          </ul>
          {personas.length > 0 && <p class="soft">{t('connect.count', { count: personas.length, limit })}</p>}
          <Make reload={reload} />
        </>
      )}
    </Fetched>
  </Page>
);

function Card({ persona, reload }: { readonly persona: PersonaView; readonly reload: () => void }) {
  const remove = useAction(async () => {
    await citizenCall('DELETE', `${PATH}/${encodeURIComponent(persona.persona)}`);
    announce(t('persona.removed'));
    reload();
  });
  return (
    <li class="card organisation-card">
      <p class="card-head">
        <strong>{persona.name}</strong>
      </p>
      <Facts
        facts={[
          [t('persona.phone'), persona.phone],
          [t('persona.pin'), persona.pin],
          [t('persona.level'), t(`persona.level.${persona.level}`)],
          [t('persona.outcome'), t(`persona.outcome.${persona.outcome}`)],
        ]}
      />
      <FailureNotice action={remove} />
      <Button look="second" small busy={remove.busy} onPress={() => remove.run()}>
        {t('persona.remove', { name: persona.name })}
      </Button>
    </li>
  );
}

const EMPTY = { phone: '', pin: '', givenNames: '', familyName: '', birthdate: '' };

function Make({ reload }: { readonly reload: () => void }) {
  const [typed, setTyped] = useState(EMPTY);
  const [chosen, setChosen] = useState({
    outcome: 'approve',
    level: 'substantial',
    gender: 'female',
    language: language.value as string,
  });
  const make = useAction(async () => {
    const said = Object.entries(typed).filter(([, value]) => value !== '');
    const request = { ...chosen, ...Object.fromEntries(said) } as CreatePersonaRequest;
    const { name, phone } = await citizenCall<PersonaView>('POST', PATH, request);
    announce(t('persona.made', { name, phone }));
    setTyped(EMPTY);
    reload();
  });
  const text = (field: keyof typeof EMPTY) => ({
    id: field,
    value: typed[field],
    onValue: (value: string) => setTyped((before) => ({ ...before, [field]: value })),
    wrong: fieldCode(make.failure, field),
  });
  const select = (field: keyof typeof chosen) => ({
    id: field,
    value: chosen[field],
    onValue: (value: string) => setChosen((before) => ({ ...before, [field]: value })),
  });
  return (
    <section>
      <h2>{t('persona.make')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.run();
        }}
      >
        <FailureNotice action={make} />
        <SelectField
          {...select('outcome')}
          label={t('persona.outcome')}
          options={OUTCOMES.map((value) => ({ value, label: t(`persona.outcome.${value}`) }))}
        />
        <SelectField
          {...select('level')}
          label={t('persona.level')}
          options={LEVELS.map((value) => ({ value, label: t(`persona.level.${value}`) }))}
        />
        <p class="soft">{t('persona.optional')}</p>
        <TextField {...text('givenNames')} label={t('persona.given-names')} maxLength={256} />
        <TextField {...text('familyName')} label={t('persona.family-name')} maxLength={256} />
        <TextField {...text('birthdate')} label={t('persona.birthdate')} maxLength={10} look="short" />
        <SelectField
          {...select('gender')}
          label={t('persona.gender')}
          options={GENDERS.map((value) => ({ value, label: t(`persona.gender.${value}`) }))}
        />
        <SelectField
          {...select('language')}
          label={t('persona.language')}
          options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        />
        <TextField {...text('phone')} label={t('persona.phone')} hint="+33 6 39 98 ·· ··" type="tel" />
        <TextField {...text('pin')} label={t('persona.pin')} inputMode="numeric" maxLength={4} look="short" />
        <div class="actions">
          <Button type="submit" busy={make.busy}>
            {t('persona.make')}
          </Button>
        </div>
      </form>
    </section>
  );
}
