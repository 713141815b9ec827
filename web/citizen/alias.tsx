import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';

const PLACES: Readonly<Record<string, string>> = {
  '/verify-email': '/enrol/email',
  '/letter': '/enrol/letter',
  '/resume': '/enrol/resume',
  '/app/activate': '/activate',
};

/** Short addresses of links in messages; what follows `#` goes along. */
export default function Alias() {
  const { path, route } = useLocation();
  useEffect(() => route(`${PLACES[path] ?? '/'}${location.hash}`, true), []);
  return null;
}
