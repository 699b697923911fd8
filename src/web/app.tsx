import { createTheme, localStorageColorSchemeManager, MantineProvider, Tooltip } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { makeQueryClient } from './api/queries.ts';
import { KeysProvider } from './keys/keys.tsx';
import { router } from './routes.tsx';
import { Announcer } from './ui/announcer.tsx';
import { WordsProvider } from './words/words.tsx';

const ink = [
  '#e9edf8',
  '#e9edf8',
  '#e9edf8',
  '#2f4fa8',
  '#2f4fa8',
  '#2f4fa8',
  '#2f4fa8',
  '#274390',
  '#274390',
  '#274390',
] as const;
const theme = createTheme({
  primaryColor: 'ink',
  // The real values are variables in tokens.css; the library only wants to know that the colour exists.
  colors: { ink },
  cursorType: 'pointer',
  fontSmoothing: false,
  components: {
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, events: { hover: true, focus: true, touch: false } } }),
  },
});
const schemes = localStorageColorSchemeManager({ key: 'mailroom.scheme' });
const queryClient = makeQueryClient();

/** `withCssVariables` and `withGlobalClasses` are off because both write style elements; tokens.css has what they would. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <WordsProvider>
        <QueryClientProvider client={queryClient}>
          <KeysProvider>
            <Announcer>
              <RouterProvider router={router} />
              <Notifications position="bottom-center" autoClose={10_000} limit={3} zIndex={400} />
            </Announcer>
          </KeysProvider>
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  );
}
