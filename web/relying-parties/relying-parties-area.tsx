import { useLocation } from 'preact-iso';
import type { RelyingPartyView } from '../../lambdas/contracts/relying-parties.ts';
import { NotFound } from '../citizen/not-found.tsx';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { language, t } from '../i18n/translate.ts';
import { FetchedPage } from '../organisation/fetched-page.tsx';
import { ChangeService } from './change-service.tsx';
import { ConnectService } from './connect-service.tsx';
import { MyServices } from './my-services.tsx';
import { OneService } from './one-service.tsx';
import { Personas } from './personas.tsx';
import '../organisation/organisation.css';
import './relying-parties.css';

const Shown = () => {
  const { path } = useLocation();
  const [first = '', second = '', ...more] = path.split('/').slice(3);
  if (more.length > 0) return <NotFound />;
  if (first === '') return <MyServices />;
  if (first === 'new') return <ConnectService />;
  if (first === 'personas') return <Personas />;
  if (second !== '' && second !== 'change') return <NotFound />;
  return (
    <FetchedPage<RelyingPartyView>
      key={first}
      path={`/api/relying-parties/${encodeURIComponent(first)}?language=${language.value}`}
      back={{ href: '/app/connect', title: t('connect.title') }}
    >
      {(service, reload) =>
        second === 'change' ? (
          <ChangeService key={service.version} service={service} reload={reload} />
        ) : (
          <OneService service={service} reload={reload} />
        )
      }
    </FetchedPage>
  );
};

/** `/app/connect/…` (B12): one's own services and the personas that try them. */
export default function RelyingPartiesArea() {
  return (
    <LoggedIn>
      <Shown />
    </LoggedIn>
  );
}
