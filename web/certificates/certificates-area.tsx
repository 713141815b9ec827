import { useLocation } from 'preact-iso';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { Apply } from './apply.tsx';
import type { Kind } from './certificates.ts';
import { MyCertificates } from './my-certificates.tsx';
import './certificates.css';

const APPLY = /^\/app\/certificates\/apply\/(authentication|signature|corporate|official-seal)$/;

/** `/app/certificates/…` */
export default function CertificatesArea() {
  const { path } = useLocation();
  const kind = APPLY.exec(path)?.[1] as Kind | undefined;
  return <LoggedIn>{kind ? <Apply key={path} kind={kind} /> : <MyCertificates />}</LoggedIn>;
}
