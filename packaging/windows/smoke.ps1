# Installs an MSI silently, starts what it installed, repairs and removes it, and looks at what is left. As administrator, on a
# machine that may be changed (the workflow's). Ends with an error at the first thing that is not right. In the checkout in which
# build.ps1 made the MSI: its environment draws the key of a synthetic client, which goes into the vault and out again.
#   powershell -File packaging\windows\smoke.ps1 dist\provesvar-1.1.0.msi
# Not checked here: a look-up. Windows gives addresses to the browser that is its default, and no script may name another.
param([Parameter(Mandatory)][string]$Msi)
$ErrorActionPreference = "Stop"
Set-StrictMode -Version 3
$program = "$env:ProgramFiles\Provesvar"
$policy = "$env:ProgramData\Provesvar"
$menu = [Environment]::GetFolderPath("CommonPrograms")
$desktop = [Environment]::GetFolderPath("CommonDesktopDirectory")
$log = "$env:TEMP\provesvar-msi.log"

function Assert-That([bool]$fact, [string]$what) {
    if (-not $fact) { throw "not so: $what" }
    Write-Output "ok: $what"
}

function Invoke-Installer([string[]]$given) {
    $run = Start-Process msiexec -ArgumentList ($given + @("/qn", "/norestart", "/l*v", "`"$log`"")) -Wait -PassThru
    if ($run.ExitCode -ne 0) { Get-Content $log -Tail 80; throw "msiexec ended with $($run.ExitCode)" }
}

function Find-Shortcut([string]$folder) { @(Get-ChildItem $folder -Filter "Pr*svar.lnk").Count -eq 1 }

$full = (Resolve-Path $Msi).Path
# Whoever was here first must not own the policy: everybody may make folders in ProgramData.
New-Item -ItemType Directory -Force $policy | Out-Null
icacls $policy /grant "*S-1-5-32-545:(OI)(CI)F" | Out-Null

Invoke-Installer @("/i", "`"$full`"", "DESKTOPSHORTCUT=0")
Assert-That (Test-Path "$program\Provesvar.exe") "the program is in Program Files"
Assert-That (Find-Shortcut $menu) "the start menu has a shortcut"
Assert-That (-not (Find-Shortcut $desktop)) "DESKTOPSHORTCUT=0 leaves the desktop alone"
$rules = (Get-Acl $policy).Access
$writers = $rules | Where-Object { $_.FileSystemRights -match "Write|Modify|FullControl" } | ForEach-Object {
    $_.IdentityReference.Translate([Security.Principal.SecurityIdentifier]).Value } | Sort-Object -Unique
Assert-That (($writers -join " ") -eq "S-1-5-18 S-1-5-32-544") "only the system and administrators write policies"

& "$program\provesvar-gui.exe" --version
Assert-That ($LASTEXITCODE -eq 0) "it says its version"
& "$program\provesvar-gui.exe" --sandbox --self-check
Assert-That ($LASTEXITCODE -in 0, 3) "nothing is wrong with it on the sandbox, which starts"

# The vault for real: in the sandbox none is needed, so that none could be missed there. What the network says of this client is
# not judged: it is nobody's.
$root = (Resolve-Path "$PSScriptRoot\..\..").Path
$client = Join-Path $env:TEMP "provesvar-smoke"
New-Item -ItemType Directory -Force $client | Out-Null
try {
    Push-Location $root
    & "$root\build\frozen\env\Scripts\python.exe" -m packaging.windows.smoke_client $client
    Pop-Location
    Assert-That ($LASTEXITCODE -eq 0) "a synthetic client"
    & "$program\provesvar-gui.exe" --config "$client\settings.toml" --import-client "$client\client.json"
    Assert-That ($LASTEXITCODE -eq 0) "its key goes into the vault"
    $said = & "$program\provesvar-gui.exe" --config "$client\settings.toml" --self-check | Out-String
    Write-Output $said
    Assert-That ($said.Contains("[OK] Program: Pr")) "the self-check loads every part"
    Assert-That ($said.Contains("[OK] The system's password store: Keeps, gives back and forgets (WinVaultKeyring).")) `
        "the vault works"
    Assert-That ($said.Contains("[OK] The client's key: There (P-256, ES256).")) "the key is found in it"
    & "$program\provesvar-gui.exe" --config "$client\settings.toml" --remove-client
    Assert-That ($LASTEXITCODE -eq 0) "the key is taken out"
    $said = & "$program\provesvar-gui.exe" --config "$client\settings.toml" --self-check | Out-String
    Assert-That (-not $said.Contains("There (P-256")) "and is gone"
} finally {
    Remove-Item -Recurse -Force $client
}

$window = Start-Process "$program\Provesvar.exe" -ArgumentList "--sandbox" -PassThru
for ($tries = 0; $tries -lt 60 -and $window.MainWindowHandle -eq 0; $tries++) { Start-Sleep -Milliseconds 500; $window.Refresh() }
Assert-That ($window.MainWindowTitle -like "Pr*svar*") "the icon's program shows its window"
$window.CloseMainWindow() | Out-Null
Assert-That ($window.WaitForExit(15000)) "it ends when the window is closed"

& "$PSScriptRoot\policy\Install-ProvesvarPolicy.ps1"
& "$PSScriptRoot\policy\Test-ProvesvarPolicy.ps1"
Assert-That ($LASTEXITCODE -eq 0) "the policy that was laid is found as it should be"

Invoke-Installer @("/i", "`"$full`"", "REINSTALL=ALL")
Invoke-Installer @("/x", "`"$full`"")
Assert-That (-not (Test-Path $program)) "nothing is left in Program Files"
Assert-That (-not (Find-Shortcut $menu)) "nothing is left in the start menu"
Assert-That (Test-Path "$policy\policy.toml") "the policy is the administrator's, and stays"
