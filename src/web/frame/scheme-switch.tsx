import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useSpeech } from '../words/words.tsx';

export function useScheme(): { isDark: boolean; toggle: () => void } {
  // Without keeping transitions the library writes a style element, which the content security policy forbids.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const isDark = useComputedColorScheme('light') === 'dark';
  return { isDark, toggle: () => setColorScheme(isDark ? 'light' : 'dark') };
}

export function SchemeSwitch() {
  const { words } = useSpeech();
  const { isDark, toggle } = useScheme();
  const label = isDark ? words.frame.toLight : words.frame.toDark;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" onClick={toggle} aria-label={label}>
        {isDark ? (
          <IconSun size="1.15rem" stroke={1.6} aria-hidden />
        ) : (
          <IconMoon size="1.15rem" stroke={1.6} aria-hidden />
        )}
      </ActionIcon>
    </Tooltip>
  );
}
