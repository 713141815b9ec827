import codes from './fr/codes.ts';
import common from './fr/common.ts';
import enrolment from './fr/enrolment.ts';
import holder from './fr/holder.ts';
import phone from './fr/phone.ts';
import signing from './fr/signing.ts';
import type { Messages } from './translate.ts';

const fr: Messages = { ...common, ...enrolment, ...phone, ...holder, ...signing, ...codes };
export default fr;
