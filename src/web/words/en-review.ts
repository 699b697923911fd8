import { countedIn } from './counted.ts';

const counted = countedIn('en');

/** Review: one document after the other, and one field over many. */
export const enReview = {
  review: {
    title: 'Review',
    modes: 'What to go through',
    modeDocuments: 'Documents',
    modeFields: 'One field',
    filters: 'Which documents',
    anyClass: 'All classes',
    noClass: 'No class yet',
    anyLanguage: 'All languages',
    anyChannel: 'All channels',
    left: (count: number) => counted(count, { one: '# left', other: '# left' }),
    seconds: (seconds: string) => `${seconds} s each`,
    secondsHint: 'Median of your last answers, without the time nothing was done',
    heldByOthers: (count: number) => counted(count, { one: '# with a colleague', other: '# with colleagues' }),
    panel: 'Answer',
    openDocument: 'All about this document',

    class: 'Class',
    classBest: 'Best guesses',
    classAll: 'All classes',
    classOther: 'Another class',
    second: 'Second concern',
    secondNone: 'No second concern',
    customer: 'Customer',
    customerOptions: 'Customers that fit',
    customerNone: 'No customer of ours',
    customerUnneeded: 'This class needs no customer',
    search: 'Find another customer by name, number, address',
    searchNone: (query: string) => `No customer found for "${query}".`,
    searching: 'Searching …',
    searchMore: 'There are more; search more closely.',
    fields: 'Fields',
    fieldsNone: 'No fields were found.',
    fieldAdd: 'Add a field',
    fieldEmpty: 'not there',
    fieldWas: (value: string) => `read as ${value}`,
    fieldBySnippet: (field: string) => `${field} as it stands on the page`,
    doubts: {
      class: 'Class is asked',
      customer: 'Customer is asked',
      unsure: 'Read unsurely',
      checksum: 'Check digits do not fit',
    },
    person: 'By a person',
    faults: {
      iban: 'The check digits of this IBAN do not fit. Compare it with the page, or leave it empty.',
      date: 'No date. Write 31.12.2026 or 2026-12-31, or leave it empty.',
      amount: 'No amount. Write 1,234.56, or leave it empty.',
      email: 'No e-mail address. Compare it with the page, or leave it empty.',
      phone: 'No phone number. Write it with area code, or leave it empty.',
      long: 'At most 300 characters.',
    },
    missingClass: 'Choose a class first.',
    missingCustomer: 'Choose a customer, or "no customer".',

    /** Doubtful places that were not looked at, by name. */
    unseen: (places: string) => `One more look, please: ${places}. Accept again, and it holds as it stands.`,
    accept: 'Accept all',
    next: 'Next doubt',
    putBack: 'Put back',
    answered: (what: string) => `Answered: ${what}`,
    undone: (what: string) => `Taken back: ${what}`,
    putBackDone: 'Put back. Others can take it.',

    emptyTitle: 'Nothing to review',
    emptyText: 'Every question is answered. What needs a person appears here by itself.',
    emptyFilteredText: 'No document of this kind waits. Others do.',
    showAll: 'Show all kinds',
    othersTitle: 'Colleagues have the rest in hand',
    othersText: (count: number) =>
      counted(count, {
        one: 'One document is being answered by a colleague right now. If they put it back, it appears here.',
        other: '# documents are being answered by colleagues right now. What they put back appears here.',
      }),
    skippedTitle: (count: number) =>
      counted(count, { one: 'Only the one you put back is left', other: 'Only the # you put back are left' }),
    skippedText: 'They wait for whoever takes them next, also for you.',
    skippedAgain: 'Look at them again',
    arrivedTitle: (count: number) => counted(count, { one: 'One document waits', other: '# documents wait' }),
    arrivedText: 'It came while nothing was left.',
    begin: 'Begin',
    pausedTitle: 'Paused',
    pausedText: (minutes: string) =>
      `Nothing was touched for ${minutes}, so the document is free for others. What you had chosen is kept.`,
    resume: 'Go on',
    takenTitle: (name: string) => `${name} is working on this document`,
    takenText: 'It appears here when it is put back. Meanwhile there are others.',
    goneTitle: 'This document waits no more',
    goneText: 'It was answered, or ordered again, somewhere else.',
    takeNext: 'Next document',
    inWork: (name: string) => `${name} is working on it`,

    column: 'Doubtful fields',
    columnWhich: 'Field',
    columnText: 'The same field of many documents. Compare each with its image and accept or correct it.',
    columnEmptyTitle: 'No doubtful field',
    columnEmptyText: 'No field of the documents in review was read unsurely, and all check digits fit.',
    columnSaved: (value: string) => `Saved: ${value}`,
    columnRemoved: 'Saved: not there',
    columnDocument: 'Open in review',
    columnDone: 'Saved',
    columnAcceptSight: 'Accept all in sight',
    columnMany: (saved: number, left: number) =>
      counted(saved, { one: '# saved', other: '# saved' }) +
      (left > 0 ? counted(left, { one: ', # left as it was', other: ', # left as they were' }) : ''),
    columnNone: (count: number) =>
      counted(count, { one: 'It was left as it was.', other: 'All # were left as they were.' }),
    columnLeft: 'Left as it was.',
    columnMore: 'Load the next ones',
  },

  reviewKeys: {
    accept: 'Accept all',
    acceptTyping: 'Accept all, also from a field',
    next: 'Next doubt',
    pick: 'Pick the class or customer of that number, whichever is in doubt',
    search: 'Search a customer',
    noCustomer: 'No customer',
    reclassify: 'Choose another class',
    putBack: 'Put back and take the next',
    open: 'All about this document',
    columnAccept: 'Accept this field, on to the next',
    columnAcceptSight: 'Accept all fields in sight',
    columnStep: 'Previous and next field',
  },
};

export type ReviewWords = typeof enReview;
