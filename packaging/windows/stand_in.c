/* Stands for the program in prove_wine.py. Started without an argument it notes where, in %PUBLIC%\started.txt; given a shortcut's path
 * it prints what Explorer would read in it: target, working folder, description, icon and its number; given a product's code and a
 * feature's name, what Windows Installer has of it: -1 nothing, 2 left out, 3 here. */
#define COBJMACROS
#include <initguid.h>
#include <windows.h>
#include <objbase.h>
#include <msi.h>
#include <shlobj.h>
#include <stdio.h>

static void say(FILE *to, const wchar_t *text) {
    char bytes[2048];
    WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
    fprintf(to, "%s\n", bytes);
}

static int started(void) {
    wchar_t text[MAX_PATH];
    GetEnvironmentVariableW(L"PUBLIC", text, MAX_PATH - 20);
    FILE *note = _wfopen(lstrcatW(text, L"\\started.txt"), L"wb");
    if (!note) return 2;
    GetModuleFileNameW(NULL, text, MAX_PATH);
    say(note, text);
    GetCurrentDirectoryW(MAX_PATH, text);
    say(note, text);
    return fclose(note);
}

int wmain(int count, wchar_t **given) {
    IShellLinkW *link;
    IPersistFile *file;
    wchar_t text[1024];
    int number;
    if (count < 2) return started();
    if (count > 2) return printf("%d\n", MsiQueryFeatureStateW(given[1], given[2])) < 0;
    CoInitialize(NULL);
    if (FAILED(CoCreateInstance(&CLSID_ShellLink, NULL, CLSCTX_INPROC_SERVER, &IID_IShellLinkW, (void **)&link))) return 3;
    if (FAILED(IShellLinkW_QueryInterface(link, &IID_IPersistFile, (void **)&file))) return 4;
    if (FAILED(IPersistFile_Load(file, given[1], STGM_READ))) return 5;
    IShellLinkW_GetPath(link, text, 1024, NULL, 0);
    say(stdout, text);
    IShellLinkW_GetWorkingDirectory(link, text, 1024);
    say(stdout, text);
    IShellLinkW_GetDescription(link, text, 1024);
    say(stdout, text);
    IShellLinkW_GetIconLocation(link, text, 1024, &number);
    say(stdout, text);
    printf("%d\n", number);
    return 0;
}
