import { render } from 'preact';
import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso';
import { dictionaries, withSpaceWords } from '../i18n/citizen.ts';
import { preferredLanguage, speak, speakWith, t } from '../i18n/translate.ts';
import { Frame } from '../ui/frame.tsx';
import Alias from './alias.tsx';
import Home from './home.tsx';
import { NotFound } from './not-found.tsx';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/parts.css';
import './home.css';

const Enrolment = lazy(() => import('../enrolment/enrolment-area.tsx'));
const SignIn = lazy(() => import('../sign-in/sign-in.tsx'));
const Authenticator = lazy(withSpaceWords(() => import('../authenticator/authenticator-area.tsx')));
const Organisation = lazy(withSpaceWords(() => import('../organisation/organisation-area.tsx')));
const Activate = lazy(() => import('../authenticator/activate.tsx'));
const Recover = lazy(() => import('../authenticator/recover.tsx'));
const Undo = lazy(withSpaceWords(() => import('../account/undo.tsx')));
const Verify = lazy(withSpaceWords(() => import('../verify/verify-area.tsx')));
const Help = lazy(() => import('./help.tsx'));
const Terms = lazy(() => import('./terms.tsx'));

/** Addresses that other parts of the origin answer: the browser leaves the app for them. */
const OURS = /^\/(?!console|oauth|api|\.well-known|__local)/;

const Footer = () => (
  <>
    <span>{t('footer.what')}</span>
    <a href="/verify">{t('footer.verify')}</a>
    <a href="/help">{t('footer.help')}</a>
    <a href="/terms">{t('footer.terms')}</a>
    <a href="/recover">{t('footer.recover')}</a>
  </>
);

const App = () => (
  <LocationProvider scope={OURS}>
    <Frame home="/" title="Guichet" footer={<Footer />}>
      <ErrorBoundary>
        <Router>
          <Route path="/" component={Home} />
          <Route path="/enrol/:page*" component={Enrolment} />
          <Route path="/verify-email" component={Alias} />
          <Route path="/letter" component={Alias} />
          <Route path="/resume" component={Alias} />
          <Route path="/sign-in/:interaction" component={SignIn} />
          <Route path="/app/activate" component={Alias} />
          <Route path="/app/:page*" component={Authenticator} />
          <Route path="/organisation/:page*" component={Organisation} />
          <Route path="/activate" component={Activate} />
          <Route path="/recover" component={Recover} />
          <Route path="/undo" component={Undo} />
          <Route path="/verify" component={Verify} />
          <Route path="/help" component={Help} />
          <Route path="/terms" component={Terms} />
          <Route default component={NotFound} />
        </Router>
      </ErrorBoundary>
    </Frame>
  </LocationProvider>
);

async function start(): Promise<void> {
  speakWith(dictionaries);
  await speak(preferredLanguage());
  const root = document.getElementById('app');
  if (root) render(<App />, root);
  if ('serviceWorker' in navigator)
    navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
}

void start();
