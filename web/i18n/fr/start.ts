import codes from './codes.ts';
import common from './common.ts';
import enrolment from './enrolment.ts';
import phone from './phone.ts';

/** Words of the start page, enrolment, sign-in and the phone: loaded with the app. */
export default { ...common, ...enrolment, ...phone, ...codes };
