import codes from './ja/codes.ts';
import common from './ja/common.ts';
import enrolment from './ja/enrolment.ts';
import holder from './ja/holder.ts';
import phone from './ja/phone.ts';
import signing from './ja/signing.ts';
import type { Messages } from './translate.ts';

const ja: Messages = { ...common, ...enrolment, ...phone, ...holder, ...signing, ...codes };
export default ja;
