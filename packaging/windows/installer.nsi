; The installer: for one user, without asking for an administrator. It takes nothing away that it did not bring.
; makensis -DVERSION=0.1.0 -DFROM=<folder with the program> -DOUT=<file> [-DSOFTGL] installer.nsi
; SOFTGL: the folder has the OpenGL of scripts/softgl.sh.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user

!include MUI2.nsh
!include WinVer.nsh
!include LogicLib.nsh

!define NAME "招商链图"
!define ID "ChainAtlas"
!define MUTEX "Local\cn.chainatlas.desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define CLASSES "Software\Classes"
!define PACK "${ID}.BaseMap"
!define PACKAGE "${ID}.Package"

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME} ${ID}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${FROM}/icon.ico"
!define MUI_UNICON "${FROM}/icon.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\ChainAtlas.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开招商链图"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${FROM}/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Exit codes of a silent run: 2 the system is too old, 3 the program is running.
!macro Refuse CODE TEXT
  IfSilent +2
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}"
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro RefuseWhileRunning
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${MUTEX}") p .r1'
  ${If} $1 P<> 0
    System::Call 'kernel32::CloseHandle(p r1)'
    !insertmacro Refuse 3 "招商链图正在运行。请先关闭它的窗口，再试一次。$\r$\n数据没有改动。"
  ${EndIf}
!macroend

; A double click on such a file opens it with the program: in the window that is open, else in one of its own.
!macro Associate ENDING CLASS WORDS
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${CLASS}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\ChainAtlas.exe,0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\ChainAtlas.exe" "%1"'
!macroend

; An ending that was given to another program since stays with it.
!macro Dissociate ENDING CLASS
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegKey HKCU "${CLASSES}\${ENDING}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10} ; 32 bits do not get here: this is a program of 64
    !insertmacro Refuse 2 "招商链图需要 64 位的 Windows 10 或 11，这台电脑上不能运行，没有安装。"
  ${EndIf}
  !insertmacro RefuseWhileRunning
FunctionEnd

Function un.onInit
  !insertmacro RefuseWhileRunning
FunctionEnd

Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  File "${FROM}/ChainAtlas.exe"
  File "${FROM}/ChainAtlas.com"
  File "${FROM}/LICENSE"
  File "${FROM}/NOTICE"
  File "${FROM}/sbom.cdx.json"
!ifdef SOFTGL
  SetOutPath "$INSTDIR\softgl"
  File "${FROM}/softgl/opengl32.dll"
  File "${FROM}/softgl/libgallium_wgl.dll"
  File "${FROM}/softgl/LICENSE.txt"
  SetOutPath "$INSTDIR" ; where the shortcut starts
!endif
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\ChainAtlas.exe"

  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"
  !insertmacro Associate ".calk" "${PACKAGE}" "招商链图数据包"
  !insertmacro Associate ".capack" "${PACK}" "招商链图底图包"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\ChainAtlas.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Only what the installer brought goes, file by file: workspaces, also a folder data beside the program, stay.
Section Uninstall
  SetShellVarContext current
  Delete "$INSTDIR\ChainAtlas.exe"
  Delete "$INSTDIR\ChainAtlas.com"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\NOTICE"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\uninstall.exe"
  Delete "$INSTDIR\softgl\ChainAtlas.exe"
!ifdef SOFTGL
  Delete "$INSTDIR\softgl\opengl32.dll"
  Delete "$INSTDIR\softgl\libgallium_wgl.dll"
  Delete "$INSTDIR\softgl\LICENSE.txt"
!endif
  RMDir "$INSTDIR\softgl"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro Dissociate ".calk" "${PACKAGE}"
  !insertmacro Dissociate ".capack" "${PACK}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${ID}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
