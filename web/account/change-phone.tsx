import { ChangeContact } from './change-contact.tsx';

/** `/app/account/phone` */
export default function ChangePhone() {
  return <ChangeContact kind="phone" />;
}
