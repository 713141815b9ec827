/** Words of every page: frame, start page, help, terms, fields, codes. */
export default {
  skip: 'Skip to the content',
  language: 'Language',
  offline: 'You are offline. Nothing you entered is lost; go on when the network is back.',
  continue: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  'try-again': 'Try again',

  'footer.what': 'Guichet, your digital identity',
  'footer.help': 'Help',
  'footer.terms': 'Terms and privacy',
  'footer.recover': 'Forgotten code, new phone',
  'footer.verify': 'Verify a signature',

  'not-found.title': 'There is no page at this address',
  'not-found.lead': 'The link may be cut off. Copy it whole, or begin at the start page.',
  'not-found.home': 'Start page',

  'home.title': 'Prove who you are. Once, from home.',
  'home.lead':
    'Show your identity document and your face to the counter on your screen. Then sign in to public services and private ones with your phone and a code of four digits.',
  'home.create': 'Create my digital identity',
  'home.open': 'I have one: open it',
  'home.time': 'It takes about ten minutes. You can stop and go on later, also on another device.',
  'home.how': 'How it works',
  'home.step-document': 'Photograph your document',
  'home.step-document-text':
    'Identity card, passport or residence permit. You are told at once if the picture is not good enough.',
  'home.step-face': 'Show your face',
  'home.step-face-text':
    'A short video in which you say three digits, so that nobody can use your photo in your place.',
  'home.step-phone': 'Keep it on your phone',
  'home.step-phone-text': 'Within 24 hours you get the answer, activate your phone and choose your own code.',
  'home.promises': 'What you can count on',
  'home.promise-device': 'The key stays on your phone',
  'home.promise-device-text':
    'It is made there and cannot leave it. Without your phone and your code nobody can sign in as you.',
  'home.promise-choice': 'You decide what is shared',
  'home.promise-choice-text': 'Each time you see who asks and for which data. Refuse, and nothing is sent.',
  'home.promise-human': 'There is always another way',
  'home.promise-human-text':
    'No camera, a refusal, a lost phone: every page tells you the next route, up to a counter with a person.',
  'home.verify': 'Received a signed document?',
  'home.verify-text':
    'See who signed it and whether it is unchanged. Free, without an account, and the document stays on your device.',
  'home.verify-do': 'Verify a signature',

  'help.title': 'Help',
  'help.lead': 'The questions we are asked most, each with what to do.',
  'help.code': 'The code by SMS or email does not arrive',
  'help.code-answer':
    'Wait one minute and look in the spam folder. Check the number or address shown on the page; you can change it there. Then ask for a new code: the older one stops working.',
  'help.photo': 'My picture is refused each time',
  'help.photo-answer':
    'Put the document on a dark, plain table near a window, without flash. Hold the phone straight above it until all four corners are inside the frame, and wait until it is sharp. Take it out of its sleeve.',
  'help.camera': 'I have no camera or microphone',
  'help.camera-answer':
    'Press “Continue on a phone” on any page and scan the code: you go on there with everything you entered. Or choose a counter.',
  'help.refused': 'My request was refused',
  'help.refused-answer':
    'The page of your request and the email say why. You can begin again with another document or better pictures, or go to a counter with your reference.',
  'help.lost-phone': 'My phone is lost or stolen',
  'help.lost-phone-answer':
    'Open “Forgotten code, new phone” on any device. With the link we email you and your SIM in the new phone, the old phone stops working for your identity.',
  'help.forgotten': 'I forgot my code, or it is locked',
  'help.forgotten-answer':
    'Three wrong codes lock it. Open “Forgotten code, new phone”, follow the link in the email and choose a new code. Your identity stays.',
  'help.data': 'Which data does a service get?',
  'help.data-answer':
    'Only what is listed on the page before you agree. On your phone, under “Services”, you see who received what and can withdraw it.',
  'help.new-number': 'I have a new phone number',
  'help.new-number-answer':
    'Your number is how you sign in. If you no longer have the old one, go to a counter with your identity document.',
  'help.counter':
    'At a counter a person helps you with all of this. Bring your identity document and, if you have one, your reference.',

  'terms.title': 'Terms and privacy',
  'terms.service': 'The service',
  'terms.service-text':
    'Guichet checks your identity and lets you prove it to services you choose. It is free of charge for you. One person has one identity; give true data and use your own document.',
  'terms.precautions': 'Precautions we recommend',
  'terms.precautions-text':
    'Lock your phone. Never tell anyone your code, nor type it on a computer: it is typed in the app on your phone only. Compare the number on both screens before you confirm. Refuse a request that you did not start, and report a lost phone at once.',
  'terms.data': 'Which data we use, and for what',
  'terms.data-text':
    'Your form, the pictures of your document, the video and the stills taken from it, your email address and phone number: to check that the document is genuine and yours, and to recognise you later. Automatic checks compare your face with the portrait; at the substantial level a person always decides.',
  'terms.keeping': 'How long we keep it',
  'terms.keeping-text':
    'A request that you cancel is erased at once. Pictures and video are kept as proof for as long as the law asks of the operator, encrypted and apart from everything else, then erased. Your identity is kept while you use it. What stays after you have closed it is listed there before you do.',
  'terms.rights': 'Your rights',
  'terms.rights-text':
    'In your app you see what is recorded about you and which services received data, and you can withdraw your consent. Under “My account” you take a copy of everything along, correct what you can change yourself, and close your account, which erases it. You may also ask for this in writing, and for a person to look again at a decision.',

  'date.day': 'Day',
  'date.month': 'Month',
  'date.year': 'Year',

  'code.hint': '{length} digits. They are sent off as soon as they are complete.',
  'code.email-label': 'Code from the email',
  'code.sms-label': 'Code from the SMS',
  'code.valid': 'Valid for',
  'code.confirm': 'Confirm the code',
  'code.send': 'Send me a code',
  'code.resend': 'Send a new code',
  'code.resend-in': 'New code possible in {wait}',

  'label.birthdate': 'Date of birth',
  'label.countryOfResidence': 'Country where you live',
  'label.documentType': 'Your identity document',
  'label.documentExpiry': 'Valid until',
  'label.residencePermitYears': 'Length of the residence permit, in years',
  'label.phoneSystem': 'Your phone',
  'label.acceptsTerms': 'Terms',
  'label.email': 'Email address',
  'label.phone': 'Mobile number',
  'label.code': 'Code',
  'label.channel': 'Where',
  'label.givenNames': 'Given names',
  'label.familyName': 'Birth name',
  'label.usedName': 'Used name',
  'label.gender': 'Sex',
  'label.birthCountry': 'Country of birth',
  'label.birthPlace': 'Place of birth',
  'label.documentNumber': 'Document number',
  'label.address.street': 'Number and street',
  'label.address.postalCode': 'Postcode',
  'label.address.city': 'Town',
  'label.address.country': 'Country',
  'label.pin': 'Code',
  'label.repeated': 'Code, second time',
  'label.front': 'Front',
  'label.back': 'Back',

  'gender.female': 'Female',
  'gender.male': 'Male',
  'document.national-identity-card': 'National identity card',
  'document.passport': 'Passport',
  'document.residence-permit': 'Residence permit',
  'document.other': 'None of these',
  'level.substantial': 'Substantial',
  'level.low': 'Low',
} as const;
