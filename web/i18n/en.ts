import codes from './en/codes.ts';
import common from './en/common.ts';
import enrolment from './en/enrolment.ts';
import holder from './en/holder.ts';
import phone from './en/phone.ts';
import signing from './en/signing.ts';

export default { ...common, ...enrolment, ...phone, ...holder, ...signing, ...codes } as const;
