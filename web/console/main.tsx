import { render } from 'preact';
import { ErrorBoundary, LocationProvider } from 'preact-iso';
import { dictionaries } from '../i18n/console/console.ts';
import { preferredLanguage, speak, speakWith } from '../i18n/translate.ts';
import { Console } from './console.tsx';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/parts.css';
import './console.css';

async function start(): Promise<void> {
  speakWith(dictionaries);
  await speak(preferredLanguage());
  const root = document.getElementById('app');
  if (root)
    render(
      <LocationProvider scope={/^\/console/}>
        <ErrorBoundary>
          <Console />
        </ErrorBoundary>
      </LocationProvider>,
      root,
    );
}

void start();
