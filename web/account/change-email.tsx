import { ChangeContact } from './change-contact.tsx';

/** `/app/account/email` */
export default function ChangeEmail() {
  return <ChangeContact kind="email" />;
}
