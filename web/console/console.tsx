import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Frame } from '../ui/frame.tsx';
import { Areas, areaOf } from './areas.tsx';
import { CasePage } from './case-page.tsx';
import { Counter } from './counter.tsx';
import { CounterOrganisations } from './counter-organisations.tsx';
import { CounterRelyingParties } from './counter-relying-parties.tsx';
import { operator, signOut, whoIsIt } from './operator.ts';
import { Queue } from './queue.tsx';
import { ShortcutList, shortcutsOn, switchShortcuts } from './shortcuts.tsx';
import { SignInPage } from './sign-in-page.tsx';

const Tools = () => {
  const [listed, setListed] = useState(false);
  const leave = useAction(signOut);
  if (!operator.value) return null;
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          checked={shortcutsOn.value}
          onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        />
        {t('console.shortcuts-on')}
      </label>
      <Button look="quiet" small onPress={() => setListed(true)}>
        {t('console.shortcuts')}
      </Button>
      <span class="soft">{operator.value.name}</span>
      <Button look="second" small busy={leave.busy} onPress={() => leave.run()}>
        {t('console.sign-out')}
      </Button>
      {listed && <ShortcutList onClose={() => setListed(false)} />}
    </>
  );
};

const Shown = () => {
  const { path, query } = useLocation();
  const ask = useAction(whoIsIt);
  useEffect(() => ask.run(), []);
  if (operator.value === undefined) return <FailureNotice action={ask} />;
  if (operator.value === null) return <SignInPage />;
  const area = areaOf(path, operator.value.roles);
  if (area === 'people') return <Counter />;
  if (area === 'organisations') return <CounterOrganisations />;
  if (area === 'services') return <CounterRelyingParties />;
  if (path === '/console/case' && query.id) return <CasePage key={query.id} id={query.id} />;
  const status = path === '/console/decided' ? 'decided' : 'open';
  return <Queue key={status} status={status} />;
};

/** The console: cases for reviewers, the counter for clerks (X3). */
export const Console = () => (
  <Frame home="/console" title={t('console.title')} tools={<Tools />}>
    <Areas />
    <Shown />
  </Frame>
);
