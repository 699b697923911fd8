const asPdf = 'Ask the sender for a PDF, or open it with its own program, print it to PDF and upload that.';
const unpacked = 'Unpack it and upload the documents inside one by one.';

/** First bytes in hexadecimal of the images that are opened. */
export const images: readonly (readonly [signature: string, mediaType: string, name: string])[] = [
  ['ffd8ff', 'image/jpeg', 'JPEG image'],
  ['89504e470d0a1a0a', 'image/png', 'PNG image'],
  ['474946383761', 'image/gif', 'GIF image'],
  ['474946383961', 'image/gif', 'GIF image'],
];

/** First bytes of what is not opened, its name in a sentence, and what a clerk can do about it. */
export const others: readonly (readonly [signature: string, name: string, advice: string])[] = [
  ['d0cf11e0a1b11ae1', 'an old Microsoft Office file (.doc, .xls, .ppt)', asPdf],
  ['7b5c727466', 'an RTF document', asPdf],
  ['25215053', 'a PostScript file', asPdf],
  ['424d', 'a BMP image', 'Save it as PNG or JPEG and upload that.'],
  ['377abcaf271c', 'a 7-Zip archive', unpacked],
  ['526172211a07', 'a RAR archive', unpacked],
  ['1f8b', 'a gzip archive', unpacked],
  ['425a68', 'a bzip2 archive', unpacked],
  ['fd377a585a00', 'an xz archive', unpacked],
  ['4d534346', 'a Windows cabinet archive', unpacked],
  [
    '789f3e22',
    'an Outlook container (winmail.dat)',
    'Ask the sender to send as HTML or plain text instead of Outlook rich text.',
  ],
  ['4d5a', 'a Windows program', 'Programs are never opened. Ask the sender what was meant, and delete it.'],
  ['7f454c46', 'a Linux program', 'Programs are never opened. Ask the sender what was meant, and delete it.'],
  ['cafebabe', 'a Java or macOS program', 'Programs are never opened. Ask the sender what was meant, and delete it.'],
  ['cffaedfe', 'a macOS program', 'Programs are never opened. Ask the sender what was meant, and delete it.'],
  ['2321', 'a script', 'Programs are never opened. Ask the sender what was meant, and delete it.'],
  [
    '4c00000001140200',
    'a Windows shortcut',
    'Programs are never opened. Ask the sender what was meant, and delete it.',
  ],
  ['494433', 'a sound recording', 'Listen to it and write down what matters.'],
  ['4f676753', 'a sound recording', 'Listen to it and write down what matters.'],
  ['1a45dfa3', 'a video', 'Watch it and write down what matters.'],
];

export const advise = { asPdf, unpacked } as const;
