# The Windows installer with one command, in PowerShell: dist\provesvar-<version>.msi.
#   powershell -File packaging\windows\build.ps1 [-Step program|installer]
# program: the folder dist\provesvar, and in dist\unsigned.txt what of it is to be signed; installer: of that folder, once it is signed.
# Needs Python 3.13 (64 bits), a C compiler (Visual Studio's, for PyInstaller's loader) and WiX 3.14 (the variable WIX names its folder).
# Written on Debian, where its steps up to the compiler are rehearsed with wixl; the workflow runs it.
param([ValidateSet("all", "program", "installer")][string]$Step = "all")
$ErrorActionPreference = "Stop"
Set-StrictMode -Version 3
$root = (Resolve-Path "$PSScriptRoot\..\..").Path
Set-Location $root

function Invoke-Tool([string]$program, [string[]]$given) {
    & $program @given
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

$work = "build\frozen"
$python = "$root\$work\env\Scripts\python.exe"
$env:SOURCE_DATE_EPOCH = & git log -1 "--format=%ct"

if ($Step -ne "installer") {
    # The same environment, source tree and steps as packaging/frozen/build.sh makes elsewhere.
    if (Test-Path $work) { Remove-Item -Recurse -Force $work }
    if (Test-Path "dist\provesvar") { Remove-Item -Recurse -Force "dist\provesvar" }
    New-Item -ItemType Directory -Force "$work\source", "dist" | Out-Null
    Invoke-Tool "python" @("-m", "venv", "$work\env")
    # PyInstaller's loader is compiled here: the one of its wheel is everybody's, and known to scanners from others' malware.
    $env:PYINSTALLER_COMPILE_BOOTLOADER = "1"
    foreach ($lock in "requirements.lock", "packaging\frozen\requirements.lock") {
        Invoke-Tool $python @("-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "--no-deps",
            "--no-build-isolation", "--no-binary", "pyinstaller", "-r", $lock)
    }
    Copy-Item -Recurse -Path @("provesvar_gui", "resources") -Destination "$work\source"
    Get-ChildItem -Recurse -Directory -Filter __pycache__ "$work\source" | Remove-Item -Recurse -Force
    Invoke-Tool "python" @("-m", "packaging.windows.version_info", "$work\version.txt")

    $env:PYTHONHASHSEED = "0"
    $env:PYTHONDONTWRITEBYTECODE = "1"
    $env:PYTHONSAFEPATH = "1"
    $env:PYINSTALLER_ZLIB_COMPRESSION_LEVEL = "0"
    Invoke-Tool "$root\$work\env\Scripts\pyinstaller.exe" @("--noconfirm", "--clean", "--log-level", "WARN", "--distpath", "dist",
        "--workpath", "$work\pyinstaller", "packaging\frozen\provesvar.spec")
    Remove-Item Env:\PYTHONSAFEPATH

    # For administrators: their pages, and an example of a policy, which does nothing where it lies.
    Invoke-Tool $python @("-m", "packaging.documents", "frozen", "dist\provesvar\documents")
    $write = "from pathlib import Path; from packaging.policy_template import template; " +
        "Path('dist/provesvar/policy-example.toml').write_text(template(), encoding='utf-8', newline='\n')"
    Invoke-Tool $python @("-c", $write)

    # What nobody has signed yet, from dist on, as the signing service's action reads it.
    Get-ChildItem -Recurse "dist\provesvar" -Include @("*.exe", "*.dll", "*.pyd") |
        Where-Object { (Get-AuthenticodeSignature $_.FullName).Status -ne "Valid" } |
        ForEach-Object { $_.FullName.Substring("$root\dist\".Length) } | Set-Content -Encoding ascii "dist\unsigned.txt"
}
if ($Step -eq "program") { exit 0 }

# What is in the folder and under which licences, with the hash of every file that is no page: so only now that they are signed. Unverified until it has run.
Invoke-Tool $python @("-m", "packaging.sbom", "dist\provesvar")

$version = (Select-String -Path provesvar_gui\__init__.py -Pattern '^__version__ = "([^"]+)"').Matches[0].Groups[1].Value
$msi = "dist\provesvar-$version.msi"
Invoke-Tool "python" @("-m", "packaging.windows.msi_source", "dist\provesvar", "$work\provesvar.wxs")
Invoke-Tool "$env:WIX\bin\candle.exe" @("-nologo", "-arch", "x64", "-out", "$work\provesvar.wixobj", "$work\provesvar.wxs")
# ICE38, 43, 57 and 91 want a shortcut to be one user's; this package is never installed for one user. ICE40: REINSTALLMODE is meant.
Invoke-Tool "$env:WIX\bin\light.exe" @("-nologo", "-dcl:high", "-sice:ICE38", "-sice:ICE43", "-sice:ICE57", "-sice:ICE91", "-sice:ICE40",
    "-spdb", "-out", $msi, "$work\provesvar.wixobj")
Get-FileHash -Algorithm SHA256 $msi | Format-List
