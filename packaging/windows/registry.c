/* The registry of the machine, for prove_policy.py, with the access flags that it is given: registry.exe ACCESS KEY. It ends with
 * Windows' error, 0 for none, and prints in UTF-8: "key NAME" for each key below, "value TYPE HEX NAME" for each value. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static void say(const wchar_t *name) {
    char bytes[2048];
    WideCharToMultiByte(CP_UTF8, 0, name, -1, bytes, sizeof bytes, NULL, NULL);
    printf("%s\n", bytes);
}

int wmain(int count, wchar_t **given) {
    static BYTE data[65536];
    wchar_t name[512];
    HKEY key;
    if (count != 3) return 87;
    LONG error = RegOpenKeyExW(HKEY_LOCAL_MACHINE, given[2], 0, wcstoul(given[1], NULL, 16), &key);
    if (error) return error;
    for (DWORD place = 0, length = 512; !RegEnumKeyExW(key, place, name, &length, NULL, NULL, NULL, NULL); place++, length = 512) {
        printf("key ");
        say(name);
    }
    DWORD length = 512, size = sizeof data, type;
    for (DWORD place = 0; !RegEnumValueW(key, place, name, &length, NULL, &type, data, &size); place++, length = 512, size = sizeof data) {
        printf("value %lu x", type);
        for (DWORD each = 0; each < size; each++) printf("%02x", data[each]);
        printf(" ");
        say(name);
    }
    return RegCloseKey(key);
}
